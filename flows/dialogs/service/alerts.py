"""AVISOS: what the worker is told of and where. Less is had without the NIP; for more, with amounts, it is asked."""

from __future__ import annotations

from collections import defaultdict

from flows.dialogs.account.access import FIRST_NIP, ask_first, take_spare_nip
from flows.readers.readers import NO, YES, Choice, Options, Several
from flows.records.effects import SetAlerts
from flows.records.service import TOPICS, USUAL, Alerts, Topic
from flows.saying.text import PART, T, labels
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn

WORST = "aportaciones y ofertas por SMS y correo, credito por SMS, solicitud por correo"
HOW = T("Hoy te avisamos {channels}. ¿Cómo los quieres?", channels="por SMS y correo")
MIXED = T("Hoy: {what}. ¿Por dónde?", what=WORST)
MIXED_SMS = T("Hoy: {what}. ¿Seguimos así?", what="aportaciones, solicitud y ofertas por SMS")
STILL = T("¿Quieres seguir recibiendo avisos por SMS?")
WANTED = T("Hoy no te mandamos avisos. ¿Los quieres?")
WHAT_THEY_ARE = T("Son mensajes cuando tu patrón deposita o hay algo de tu crédito. ¿Cómo los quieres?")
WHERE = T("¿Por dónde te avisamos de {topics}?", topics="aportaciones, credito, solicitud y ofertas")
BY_SMS = T("¿Te avisamos de {topics} por SMS?", topics="aportaciones, credito, solicitud y ofertas")

CHANNELS = {
    (True, True): T("por SMS y correo", PART),
    (True, False): T("por SMS", PART),
    (False, True): T("por correo", PART),
}
NAMES = labels(savings="aportaciones", credit="crédito", application="solicitud", offers="ofertas")
ABOUT = T("{topics} {channels}", PART, topics="aportaciones, credito, solicitud y ofertas", channels="por SMS y correo")
AND = T(" y ", PART)

_TOPICS: Options = labels(
    savings="Aportaciones", credit="Crédito y pagos", application="Solicitud de crédito", offers="Ofertas de crédito"
)
_SMS: Options = {"sms": YES, "none": NO}
_MAIL: Options = labels(sms="SMS", email="Correo", both="Los dos", none="No quiero")
_ALL_BY_SMS: Options = {**_SMS, "some": T("Elegir cuáles", PART)}
_ALL_BY_MAIL: Options = {**_MAIL, "some": T("Elegir", PART)}


def _start(turn: Turn) -> str:
    if turn.who != "active":
        return turn.who
    take_spare_nip(turn, keep=not turn.proved)
    return "open"


def _can_mail(turn: Turn) -> bool:
    return turn.house.mail and turn.account.email is not None


def _ask(turn: Turn) -> str:
    now = turn.facts.notices()
    if now == Alerts():
        return turn.say(WANTED)
    if not _of_all(now):
        return turn.say(MIXED if _can_mail(turn) else MIXED_SMS, what=_in_words(turn, now))
    if not _can_mail(turn):
        return turn.say(STILL)
    return turn.say(HOW, channels=turn.say(CHANNELS[bool(now.sms), bool(now.email)]))


def _of_all(alerts: Alerts) -> bool:
    """Whether no topic is told otherwise than another, but for offers, which nobody has who did not ask for them."""
    return {alerts.sms, alerts.email} <= {(), USUAL}


def _in_words(turn: Turn, alerts: Alerts) -> str:
    """As `crédito por SMS, aportaciones y solicitud por correo`."""
    groups: dict[tuple[bool, bool], list[Topic]] = defaultdict(list)
    for topic in TOPICS:
        groups[topic in alerts.sms, topic in alerts.email].append(topic)
    groups.pop((False, False), None)
    return ", ".join(
        turn.say(ABOUT, topics=_names(turn, topics), channels=turn.say(CHANNELS[channels]))
        for channels, topics in groups.items()
    )


def _names(turn: Turn, topics: list[Topic]) -> str:
    names = [turn.say(NAMES[topic]) for topic in topics]
    return turn.say(AND).join(filter(None, (", ".join(names[:-1]), names[-1])))


def _all(turn: Turn, value: str) -> str:
    """Every topic that is wanted now, or all where none is, to the channels chosen."""
    if value == "some":
        return value
    now = turn.facts.notices()
    topics = tuple(topic for topic in TOPICS if topic in now.sms + now.email) or USUAL
    sms, email = (topics if chosen else () for chosen in _chosen(value))
    return _set(turn, Alerts(sms, email), f"AVISOS {value}")


def _chosen(value: str) -> tuple[bool, bool]:
    return value in ("sms", "both", "yes"), value in ("email", "both")


def _set(turn: Turn, alerts: Alerts, words: str) -> str:
    """Do it, once the NIP is proved where more would be sent than now: notices carry amounts."""
    now = turn.facts.notices()
    if set(alerts.sms) <= set(now.sms) and set(alerts.email) <= set(now.email):
        return _done(turn, alerts, words)
    turn.data["wanted"] = [list(alerts.sms), list(alerts.email), words]
    return ask_first(turn, "consent")


def _wanted(turn: Turn) -> str:
    sms, email, words = turn.data["wanted"]
    return _done(turn, Alerts(tuple(sms), tuple(email)), words)


def _done(turn: Turn, alerts: Alerts, words: str) -> str:
    turn.do(SetAlerts(alerts, words))
    turn.data["told"] = _in_words(turn, alerts)
    return "off" if alerts == Alerts() else "on"


def _pick(turn: Turn, value: str) -> str:
    turn.data["topics"] = value.split()
    return "where"


def _picked(turn: Turn) -> list[Topic]:
    return [topic for topic in TOPICS if topic in turn.data["topics"]]


def _ask_where(turn: Turn) -> str:
    return turn.say(WHERE if _can_mail(turn) else BY_SMS, topics=_names(turn, _picked(turn)))


def _some(turn: Turn, value: str) -> str:
    """The topics picked to the channels chosen; the others stay as they are."""
    now, picked = turn.facts.notices(), _picked(turn)
    sms, email = (
        tuple(topic for topic in TOPICS if (chosen if topic in picked else topic in before))
        for before, chosen in zip((now.sms, now.email), _chosen(value), strict=True)
    )
    return _set(turn, Alerts(sms, email), f"AVISOS {' '.join(picked)}: {value}")


STATES = (
    Do(
        "alerts.start",
        _start,
        leads={"open": "alerts.open", "pending": "activation.waiting", "stranger": "entrance.stranger"},
    ),
    Ask(
        "alerts.open",
        _ask,
        texts=(HOW, MIXED, MIXED_SMS, STILL, WANTED),
        explains=WHAT_THEY_ARE,
        reads=Choice(
            lambda turn: _ALL_BY_MAIL if _can_mail(turn) else _ALL_BY_SMS,
            other=Choice({"yes": YES, "none": NO}),
            longest=(tuple(_ALL_BY_MAIL.values()), tuple(_ALL_BY_SMS.values())),
        ),
        decide=_all,
        leads={"on": "alerts.on", "off": "alerts.off", "some": "alerts.topics", **FIRST_NIP, "open": "consent.open"},
    ),
    Ask(
        "alerts.topics",
        T("¿Cuáles quieres cambiar? Contesta uno o varios números, como 1 3."),
        reads=Several(_TOPICS),
        decide=_pick,
        leads={"where": "alerts.where"},
    ),
    Ask(
        "alerts.where",
        _ask_where,
        texts=(WHERE, BY_SMS),
        reads=Choice(
            lambda turn: _MAIL if _can_mail(turn) else _SMS,
            other=Choice({"yes": YES, "none": NO}),
            longest=(tuple(_MAIL.values()), tuple(_SMS.values())),
        ),
        decide=_some,
        leads={"on": "alerts.on", "off": "alerts.off", **FIRST_NIP, "open": "consent.open"},
    ),
    Do("consent.open", _wanted, leads={"on": "alerts.on", "off": "alerts.off"}),
    Tell(
        "alerts.on",
        T("Listo. Tus avisos: {what}. Para dejarlos: BAJA.", what=WORST),
        show=lambda turn: {"what": turn.data["told"]},
    ),
    Tell("alerts.off", T("Listo, ya no te mandamos avisos. Si los quieres de nuevo: AVISOS SI.")),
)
