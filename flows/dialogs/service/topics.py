"""What people ask for that is no service of ours: a short true answer, what to have at hand, where to go, a person.

Each is a record. `case` names the reason of the case that the answer opens; it tells its folio as `{folio}`. What is
not certain for everybody is not said: the text says who knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.dialogs.safety.was_it_you import pending
from flows.dialogs.service.agent import open_case, own_case
from flows.records.effects import NoteCase
from flows.saying.text import PART, TWO, T, Text
from flows.turn.states import Do, State, Tell
from flows.turn.turn import Turn


@dataclass(frozen=True, slots=True)
class InfoTopic:
    """One answer. `name` is its state's, after `info.`; `label` names it among likely ones.

    Who has an account is led to `known`, where there is one; who was asked by a notice whether it was them, to `asked`.
    """

    name: str
    label: Text
    says: Text
    case: str = ""
    known: str = ""
    asked: str = ""


TOPICS = (
    InfoTopic(
        "withdrawal",
        T("Sacar mi ahorro", PART),
        T(
            "Tu ahorro se retira al pensionarte, y el trámite es gratis. Ten tu resolución de pensión e "
            "identificación. Te dicen cómo en el {infonatel} o con ASESOR."
        ),
    ),
    InfoTopic(
        "retirement",
        T("Mi ahorro al pensionarme", PART),
        T(
            "Al pensionarte pides tu ahorro gratis, con tu resolución de pensión e identificación. Con Ley 73 te lo "
            "pagan junto; con Ley 97 se suma a tu pensión. Tu nombre, NSS, CURP y RFC deben coincidir. Dudas: ASESOR o "
            "{infonatel}.",
            TWO,
        ),
    ),
    InfoTopic(
        "deceased",
        T("Falleció un familiar", PART),
        T(
            "Lo sentimos mucho. El crédito puede tener un seguro que paga lo que se debe; cualquier familiar lo pide, "
            "sin cuenta, al {infonatel}. Ten el acta de defunción y el número de crédito. El ahorro lo piden sus "
            "beneficiarios ahí mismo. ¿Una persona? ASESOR.",
            TWO,
        ),
    ),
    InfoTopic(
        "products",
        T("Préstamos para mi casa", PART),
        T(
            "Hay crédito para comprar, construir, ampliar o arreglar tu casa (como Mejoravit). Con PUNTOS ves si ya te "
            "alcanza; cuál te toca te lo dice un ASESOR."
        ),
    ),
    InfoTopic(
        "office",
        T("Oficina o cita", PART),
        T(
            "Llama al {infonatel} con tu ciudad a la mano: te dicen tu oficina y te dan cita gratis. Lo que ves con "
            "MENU no necesita ir. ¿Una persona? ASESOR."
        ),
    ),
    InfoTopic(
        "deeds",
        T("Mis escrituras", PART),
        T(
            "La escritura se libera cuando el crédito está pagado: pides la carta de cancelación y la llevas pronto al "
            "notario, porque vence. Ve si debes algo con CREDITO y pídela al {infonatel} o con ASESOR.",
            TWO,
        ),
    ),
    InfoTopic(
        "employer",
        T("Queja de mi patrón", PART),
        T(
            "Anotamos tu queja, caso {folio}: un asesor te escribe. Ten tus recibos de nómina y el nombre de tu "
            "patrón. Lo que ha depositado: APORTACIONES."
        ),
        case="employer",
    ),
    InfoTopic(
        "cannot_pay",
        T("No puedo pagar", PART),
        T(
            "Sin trabajo puede haber prórroga o convenio, y pedirlo es gratis. Abrimos tu caso {folio}: un asesor te "
            "escribe qué te toca. Si urge: {infonatel}."
        ),
        case="cannot-pay",
    ),
    InfoTopic(
        "paid",
        T("Ya pagué y no aparece", PART),
        T(
            "Un pago tarda unos días en verse. Guarda tu comprobante y revisa con MOVIMIENTOS. Si no aparece, manda "
            "ASESOR con la fecha y la cantidad."
        ),
        known="paid.start",
    ),
    InfoTopic(
        "clabe",
        T("Qué es la CLABE", PART),
        T(
            "La CLABE son los 18 números con que pagas desde tu banco por SPEI. Manda PAGO y te damos la de Infonavit. "
            "La tuya no te la pedimos por mensaje."
        ),
    ),
    InfoTopic(
        "scam",
        T("Fraude o mensaje raro", PART),
        T(
            "¡Cuidado! No des NIP, datos ni dinero: todo trámite es gratis y nunca te pedimos el NIP. Denúncialo al "
            "{infonatel}. ¿Un mensaje raro? VERIFICA."
        ),
    ),
    InfoTopic(
        "not_mine",
        T("Un crédito que no pedí", PART),
        T(
            "Abrimos tu caso {folio}: un asesor te escribe pronto. No firmes ni pagues nada que no pediste. Si "
            "puedes, llama ya al {infonatel}."
        ),
        case="not-mine",
        asked="denied.ask",
    ),
    InfoTopic(
        "insult",
        T("Una queja", PART),
        T(
            "Sentimos el mal rato. Una persona te puede ayudar: manda ASESOR o llama al {infonatel}. "
            "Si prefieres, dinos qué necesitas en pocas palabras."
        ),
    ),
    InfoTopic(
        "change_data",
        T("Corregir mis datos", PART),
        T(
            "Para cambiar tu celular o correo, o corregir tu nombre, NSS, CURP o RFC, manda DATOS. Si aún no tienes "
            "cuenta, manda ASESOR."
        ),
    ),
    InfoTopic(
        "insurance",
        T("El seguro", PART),
        T(
            "Puede haber seguro por daños a la casa, o por muerte o invalidez. Repórtalo pronto al {infonatel} con tu "
            "número de crédito, o manda ASESOR."
        ),
    ),
    InfoTopic(
        "refund",
        T("Devolución de un pago", PART),
        T(
            "Lo que pagaste de más se devuelve, gratis. Cómo pedirlo te lo dicen en el {infonatel} o con ASESOR. "
            "Ten tu identificación. Nunca mandes tu CLABE por mensaje."
        ),
    ),
    InfoTopic(
        "lower_payment",
        T("Bajar mi mensualidad", PART),
        T(
            "Para pagar menos al mes puede haber reestructura o convenio, según tu crédito. Es gratis: manda ASESOR "
            "y te dicen qué te toca. Lo que debes: CREDITO."
        ),
    ),
)
WHERE_TO_PAY = T(
    "Pagas en banco, tienda autorizada o por SPEI, con tu referencia: manda PAGO y te la damos. Nunca deposites "
    "a la cuenta de una persona."
)
KNOWN = T("Soy Mi Cuenta de Infonavit por mensaje, automático. Manda AHORRO, CREDITO, PAGO, PUNTOS, MENU o ASESOR.")
STRANGER = T(
    "Soy Mi Cuenta de Infonavit por mensaje, automático: aquí ves tu ahorro y tu crédito. "
    "Manda REGISTRO, AYUDA, MENU o ASESOR."
)


def _who(turn: Turn) -> str:
    return turn.say(KNOWN if turn.who == "active" else STRANGER)


def _opens(reason: str, asks: bool) -> Callable[[Turn], str]:
    def decide(turn: Turn) -> str:
        if asks:
            if turn.who == "active" and pending(turn):
                return "asked"
            own_case(turn, reason)
        elif open_case(turn, reason) == "already":
            turn.do(NoteCase(turn.data["folio"], reason))
        return "opened"

    return decide


def _by_account(name: str, known: str) -> Do:
    return Do(
        name,
        lambda turn: "known" if turn.who == "active" else "stranger",
        leads={"known": known, "stranger": f"{name}.told"},
    )


def _leads(topic: InfoTopic) -> dict[str, str]:
    return {"opened": f"info.{topic.name}.told"} | ({"asked": topic.asked} if topic.asked else {})


def _states(topic: InfoTopic) -> Iterator[State]:
    name = f"info.{topic.name}"
    if topic.known:
        yield _by_account(name, topic.known)
        yield Tell(f"{name}.told", topic.says)
        return
    if not topic.case:
        yield Tell(name, topic.says)
        return
    yield Do(name, _opens(topic.case, bool(topic.asked)), leads=_leads(topic))
    yield Tell(f"{name}.told", topic.says)


STATES: tuple[State, ...] = (
    *(state for topic in TOPICS for state in _states(topic)),
    _by_account("info.where_to_pay", "payment.start"),
    Tell("info.where_to_pay.told", WHERE_TO_PAY),
    Tell("info.who", _who),
)
