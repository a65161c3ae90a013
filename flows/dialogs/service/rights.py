"""ARCO: the worker's rights over the data kept: to see them, mend them, have them deleted, object to a use.

Each opens a case with its legal clock in working days (LFPDPPP 2025, art. 31 and the institution's own terms). Seeing
them is answered at once where there is an e-mail: an encrypted file, whose key goes by SMS.
"""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.service.by_mail import prove
from flows.dialogs.service.terms import ask_right
from flows.readers.readers import Choice
from flows.readers.told import Told
from flows.records.effects import NoteCase, SendExport, SendMail
from flows.saying.text import MAIL, T, labels
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn

EXPORT_SUBJECT = T("Tus datos en Mi Cuenta Infonavit, solicitud {folio}", MAIL)
EXPORT_MAIL = T(
    "Pediste ver los datos que tenemos de ti. Van en el archivo adjunto: una página para leer y los mismos datos para "
    "una máquina.\n\nEl archivo tiene clave. Te la mandamos por SMS a tu celular. Ábrelo con 7-Zip, WinRAR o Keka.\n\n"
    "Si no lo pediste, no hagas nada con él y llama a Infonatel: {infonatel}.",
    MAIL,
)
EXPORT_KEY = T("La clave del archivo que mandamos a tu correo es {key}. No se la digas a nadie.", key="W" * 14)
NOTICE_SUBJECT = T("Aviso de privacidad de Mi Cuenta por mensaje, versión {version}", MAIL)
SHORT = T("Cuéntanos en pocas palabras, y lo anotamos en tu caso.")


def _can_mail(turn: Turn) -> bool:
    return turn.house.mail and turn.account.email is not None


def _access(turn: Turn) -> str:
    """Answered at once by mail, to an address that was proved; a code goes there first where it was not yet."""
    if not _can_mail(turn):
        return ask_right(turn, "access")
    if not turn.account.email_proved:
        turn.data["then"] = "rights"
        return prove(turn)
    return "export"


def _export(turn: Turn) -> str:
    asked = turn.facts.right(turn.account.nss, "access")
    if asked and asked.asked_on == turn.today and asked.answered_on:
        turn.data["folio"] = asked.folio
        return "today"
    ask_right(turn, "access", answered=True)
    folio = turn.data["folio"]
    key = "-".join(turn.chance.key(4) for _ in range(3))
    subject = turn.say(EXPORT_SUBJECT, folio=folio)
    turn.do(SendExport(folio, key, turn.say(EXPORT_KEY, key=key), subject, turn.say(EXPORT_MAIL)))
    return "sent"


def _notice(turn: Turn) -> str:
    if not _can_mail(turn):
        return "no mail"
    version = turn.house.privacy_version
    text = turn.house.privacy_notice.get(turn.dialog.language) or turn.house.privacy_notice["es"]
    turn.do(SendMail(turn.say(NOTICE_SUBJECT, version=version), text.replace("{version}", version)))
    return "sent"


def _told(kind: str) -> object:
    def decide(turn: Turn, words: str) -> str:
        ask_right(turn, kind)  # type: ignore[arg-type]  # one of the two below
        turn.do(NoteCase(turn.data["folio"], words))
        return "asked"

    return decide


def _case(turn: Turn) -> dict[str, object]:
    return {"folio": turn.data["folio"], "day": turn.data["by"]}


STATES = (
    gate("rights"),
    Ask(
        "rights.open",
        T("Tus datos son tuyos. ¿Qué quieres?"),
        reads=Choice(
            labels(
                access="Verlos",
                correct="Corregirlos",
                cancel="Que los borren",
                oppose="Que no los usen para algo",
                notice="El aviso de privacidad completo",
            )
        ),
        leads={
            "access": "rights.access",
            "correct": "correction.what",
            "cancel": "rights.cancel",
            "oppose": "rights.oppose",
            "notice": "rights.notice",
        },
    ),
    Do(
        "rights.access",
        _access,
        leads={
            "export": "rights.export",
            "asked": "rights.asked",
            "already": "rights.already",
            "prove": "document.prove",
            "codes": "activation.enough",
        },
    ),
    Do("rights.export", _export, leads={"sent": "rights.sent", "today": "rights.today"}),
    Ask(
        "rights.cancel",
        T("Tu ahorro y tu crédito no se pueden borrar: son tuyos. ¿Qué quieres borrar?"),
        reads=Choice(labels(account="Mi cuenta por mensaje", some="Otro dato")),
        leads={"account": "closing.start", "some": "rights.what"},
    ),
    *(
        Ask(
            name,
            says,
            reads=Told(SHORT),
            explains=SHORT,
            decide=_told(kind),  # type: ignore[arg-type]  # takes the words of its reader
            leads={"asked": "rights.asked"},
        )
        for name, kind, says in (
            ("rights.what", "cancellation", T("¿Qué dato quieres que borremos, y por qué?")),
            ("rights.oppose", "opposition", T("¿Para qué no quieres que usemos tus datos?")),
        )
    ),
    Do("rights.notice", _notice, leads={"sent": "rights.noticed", "no mail": "rights.no_mail"}),
    Tell(
        "rights.sent",
        T(
            "Listo, solicitud {folio}: tus datos van a tu correo en un archivo con clave. La clave te llega a este "
            "celular en otro mensaje.",
            folio="W" * 6,
        ),
    ),
    Tell("rights.today", T("Hoy ya te los mandamos a tu correo, solicitud {folio}. Mañana puedes pedirlos otra vez.")),
    Tell(
        "rights.asked",
        T("Tu solicitud es la {folio}. Te contestamos a más tardar el {day}. Si urge: {infonatel}."),
        show=_case,
    ),
    Tell(
        "rights.already",
        T("Ya tenemos tu solicitud {folio}. Te contestamos a más tardar el {day}. Si urge: {infonatel}."),
        show=_case,
    ),
    Tell("rights.noticed", T("Listo, te mandamos el aviso de privacidad completo a tu correo.")),
    Tell(
        "rights.no_mail",
        T("El aviso completo se manda por correo y no tenemos el tuyo: agrégalo con DATOS, o pídelo al {infonatel}."),
    ),
)
