"""What is given of the line on top of a conversation, in the words of `given`, and the effects that make it so."""

from __future__ import annotations

from datetime import timedelta

from flows.dialogs.account.questions import answer_key
from flows.records import effects as done
from flows.records.effects import Effect
from flows.records.people import Question
from flows.records.service import AskedNotice, SentMessage
from flows.saying.names import first_name
from identifiers import curp
from tests.conversations.institution import Institution

NIP = "482913"


class GivenLine:
    """What is given of the line: its account, its language, what it was sent."""

    def __init__(self) -> None:
        self.status = ""
        self.nip = NIP
        self.email: str | None = None
        self.privacy = "2026-1"
        self.moved = ""
        self.more: list[Effect] = []

    def takes(self, world: Institution, fact: str) -> bool:
        """Whether the fact was one of the line."""
        match fact.split():
            case ["cuenta"]:
                self.status = "active"
            case ["cuenta", "pendiente"]:
                self.status = "pending"
            case ["NIP", nip]:
                self.nip = nip
            case ["correo"]:
                world.mail = True
            case ["correo", "comprobado"]:
                self.more.append(done.SetEmail(self.email))
            case ["correo", address]:
                world.mail, self.email = True, address
            case ["celular", "recién", "cambiado"]:
                self.moved = "to this line"
            case ["cuenta", "en", "otro", "celular"]:
                self.status, self.moved = "active", "from this line"
            case ["aviso", "de", "privacidad", version]:
                self.privacy = version
            case ["inglés"]:
                self.more.append(done.SetLanguage("en"))
            case ["sin", "avisos"]:
                self.more.append(done.OptOut("BAJA"))
            case ["pregunta", folio, *ago]:
                sent = world.now - timedelta(minutes=int(ago[0]) if ago else 5)
                subject = f"new_application S{len(world.asked_rows) + 1}:inscripcion"
                world.asked_rows.append(AskedNotice(folio, subject, sent))
            case ["aviso", folio]:
                world.notice = SentMessage(folio, "notice.contribution", world.now.date() - timedelta(days=2))
            case _:
                return False
        return True

    def effects(self, world: Institution) -> tuple[Effect, ...]:
        """What made the line so."""
        if not self.status:
            return tuple(self.more)
        answers = {"town": "Guadalajara", "school": "Benito Juárez"}
        questions = tuple(Question(key, answer_key(answer)) for key, answer in answers.items())
        worker = world.workers[0]
        opened = done.OpenAccount(
            *(worker.nss, self.email, self.nip, questions, ("sms",), self.privacy, "es"),
            first_name=first_name(worker.names),
            birth_date=curp.birth_date(worker.curp),
        )
        active = [done.ActivateAccount()] if self.status == "active" else []
        moved = {
            "to this line": done.SetLine(world.number, world.now + timedelta(hours=23)),
            "from this line": done.SetLine("+525500000009"),
        }
        return (opened, *active, *([moved[self.moved]] if self.moved else []), *self.more)
