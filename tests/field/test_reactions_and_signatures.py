"""Reactions, quotations and signatures: messages that phones write by themselves.

Sources: FossifyOrg/Messages 190, SimpleMobileTools/Simple-SMS-Messenger 428, GrapheneOS/Messaging 38 (reactions that
come as text, some to pictures), public filters for Apple's Spanish wording (`Le encantó`, `Le dio risa`, `Exclamó por`,
`Dudó sobre`, `Reaccionó con … a`), the default signatures of Samsung, Apple and Outlook.
"""

from __future__ import annotations

import pytest

from tests.field.case import field_case
from tests.field.service import NIP, Service

QUOTED = "Pregunta de seguridad 1 de 2, por si olvidas tu NIP. ¿En qué pueblo o colonia creciste?"


@field_case(
    kind="A reaction to one of ours",
    sends="`Le dio risa “Pregunta de seguridad 1 de 2 …”` at that question, and its kin in Spanish and English",
    now="no answer: the question again, and no try is counted",
)
@pytest.mark.parametrize(
    "reaction",
    [
        *(
            "Le dio risa “{}”",
            "Le gustó “{}”",
            "No le gustó “{}”",
            "Le encantó “{}”",
            "Exclamó por “{}”",
            "Dudó sobre “{}”",
        ),
        *("Reaccionó con 😂 a “{}”", "Eliminó un corazón de “{}”", "Se rió de “{}”", "Enfatizó “{}”", "Cuestionó “{}”"),
        *("Liked “{}”", "Loved “{}”", "Disliked “{}”", "Laughed at “{}”", "Emphasized “{}”", "Questioned “{}”"),
        *(
            "Reacted 👍 to “{}”",
            "Removed a heart from “{}”",
            "Removed 👍 from “{}”",
            "👍 to “{}”",
            "👍 a “{}”",
            "👍 “{}”",
        ),
        *(
            'Le dio risa "{}"',
            "Liked '{}'",
            "LIKED “{}”",
            "Le gustó «{}»",
            "Marcó como importante “{}”",
            "Lorena fijó “{}”",
            "\u200b👍\u200b a “{}”",
        ),
    ],
)
@pytest.mark.parametrize("cut", [200, 30])
def test_a_reaction_is_no_answer(service: Service, reaction: str, cut: int) -> None:
    asked = service.register()
    quoted = asked if cut > len(asked) else f"{asked[:cut]}…"
    for _ in range(3):
        assert "Pregunta de seguridad 1" in service.sms(reaction.format(quoted))
    assert "Pregunta de seguridad 2" in service.sms("Guadalajara")
    assert service.code() == ""


@field_case(
    kind="A reaction to one of ours",
    sends="`Le gustó una imagen`, `Liked an image`, `Reacted ❤️ to your message` at a question",
    now="no answer: the question again",
)
@pytest.mark.parametrize(
    "reaction",
    [
        *(
            "Le gustó una imagen",
            "Le encantó un mensaje",
            "Liked an image",
            "Loved a photo",
            "Reacted ❤️ to your message",
        ),
        *(
            "Le gustó un mensaje de voz",
            "Le gustaron 2 imágenes",
            "Se rió de una imagen",
            "Reaccionó con 👍 a un sticker",
        ),
        *(
            "Eliminó un corazón de una imagen",
            "Removed a like from a photo",
            "Loved an audio message",
            "Liked 2 images",
        ),
    ],
)
def test_a_reaction_without_a_quotation_is_none_either(service: Service, reaction: str) -> None:
    service.register()
    assert "Pregunta de seguridad 1" in service.sms(reaction)


@field_case(
    kind="A reaction to one of ours",
    sends="`Le gustó “Tu ahorro …”` after an answer, when nothing was asked",
    now="silence: nobody waits for an answer",
)
def test_a_reaction_to_what_asked_nothing_gets_nothing(service: Service) -> None:
    service.open_account()
    said = service.sms(f"AHORRO {NIP}")
    assert service.sms(f"Le encantó “{said}”") == ""
    assert "$" in service.sms("CREDITO")


@field_case(
    kind="A quotation of ours",
    sends="`> Pregunta de seguridad …` above the answer, or the whole question below it",
    now="the answer is what stands beside it",
)
@pytest.mark.parametrize(
    "form",
    [
        "> {q}\nGuadalajara",
        "Guadalajara\n\n{q}",
        "Guadalajara\n> {q}",
        "{q}\nGuadalajara",
        "El 3 de marzo, 30900 escribió:\n> {q}\nGuadalajara",
    ],
)
def test_the_answer_beside_a_quotation_is_the_answer(service: Service, form: str) -> None:
    asked = service.register()
    assert "Pregunta de seguridad 2" in service.sms(form.format(q=asked))
    assert "codigo" in service.sms("Benito Juárez").lower()


@pytest.mark.parametrize("form", ["{q}", "“{q}”", "> {q}"])
def test_a_quotation_alone_is_no_answer(service: Service, form: str) -> None:
    """The question, sent back as it came."""
    asked = service.register()
    assert "Pregunta de seguridad 1" in service.sms(form.format(q=asked))


@field_case(
    kind="A quotation of ours",
    sends="`Escuela “Benito Juárez”`, `“Guadalajara”`, `Me decían el “Negro”` as answers",
    now="answers: only what quotes us is a quotation",
)
@pytest.mark.parametrize(
    "typed", ["Escuela “Benito Juárez”", "“Guadalajara”", "Me decían el “Negro”", "Le gustaba el futbol"]
)
def test_quotation_marks_of_ones_own_are_answers(service: Service, typed: str) -> None:
    service.register()
    assert "Pregunta de seguridad 2" in service.sms(typed)


@field_case(
    kind="A signature",
    sends="`Guadalajara` and, on the next line, `Enviado desde mi Samsung` (iPhone, Huawei, Outlook, a name)",
    now="the next question is shown: what nobody has seen is answered from the same line only",
)
@pytest.mark.parametrize(
    "signature",
    [
        *(
            "Enviado desde mi Samsung",
            "Enviado desde mi iPhone",
            "Sent from my Samsung Galaxy smartphone.",
            "Lorena Prueba",
        ),
        *(
            "Obtener Outlook para Android",
            "Get Outlook for iOS",
            "-- \nLorena\nTel. 55 1234 5678",
            "Saludos, Lorena",
            "Dios te bendiga",
        ),
        *("Enviado desde mi teléfono Huawei, disculpa la brevedad", "Enviado con mi Xiaomi", "\nLic. Prueba, Ext. 123"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", " \n"])
def test_a_signature_is_no_answer(service: Service, signature: str, gap: str) -> None:
    service.register()
    assert "Pregunta de seguridad 2" in service.sms(f"Guadalajara{gap}{signature}")
    assert service.code() == ""


@field_case(
    kind="A signature",
    sends="`Guadalajara Enviado desde mi Samsung` on one line",
    now="the answer is Guadalajara: it opens the account again later",
)
def test_a_signature_on_the_same_line_is_no_part_of_the_answer(service: Service) -> None:
    first = service.register()
    service.sms("Guadalajara Enviado desde mi Samsung")
    service.sms("Benito Juárez. Sent from my iPhone")
    service.sms(service.code())
    question = service.sms("OLVIDE").partition("¿")[2]
    assert "codigo" in service.sms("Guadalajara" if question in first else "Benito Juarez").lower()


@field_case(
    kind="A signature",
    sends="one under `1`, a NIP, NSS, CURP and RFC, `AHORRO`, `PAGO`, an address",
    now="the answer is taken, the signature is not: no second consent, no try, no misunderstanding",
)
@pytest.mark.parametrize("signature", ["Enviado desde mi Samsung", "Lorena Prueba", "1", "Depto. 2"])
def test_a_signature_under_any_answer_is_left(service: Service, signature: str) -> None:
    assert "NSS" in service.sms(f"REGISTRO\n{signature}")
    assert "¿Eres" in service.sms(f"{service.identity}\n{signature}")
    assert "avisamos" in service.sms(f"1\n{signature}")
    assert "NIP" in service.sms(f"1\n{signature}")
    assert "Pregunta de seguridad 1" in service.sms(f"{NIP}\n{signature}")
    assert "Pregunta de seguridad 2" in service.sms(f"Guadalajara\n{signature}")
    service.sms(f"Benito Juárez\n{signature}")
    assert "Listo" in service.sms(f"{service.code()}\n{signature}")
    assert "NIP" in service.sms(f"AHORRO\n{signature}", after=660)
    assert "$" in service.sms(f"{NIP}\n{signature}")
    assert service.count("SELECT wrong_nips FROM account") == 0


@field_case(
    kind="Answers ahead on lines of their own",
    sends="NSS, CURP and RFC a line each; `AHORRO` and the NIP below; `PAGO`, NIP and sum a line each",
    now="taken: their form names the question",
)
def test_answers_that_name_their_question_are_taken_from_any_line(service: Service) -> None:
    assert "¿Eres" in service.sms("REGISTRO\n" + service.identity.replace(" ", "\n"))
    service.sms("SALIR")
    service.open_account()
    assert "$" in service.sms(f"AHORRO\n{NIP}")
    assert "Paga $1,500.00" in service.sms(f"PAGO\n{NIP}\n1500")


def test_a_registration_is_three_messages_with_answers_ahead(service: Service) -> None:
    """All on one line, as it was."""
    service.sms(f"REGISTRO {service.identity}")
    service.sms(f"1 1 {NIP} Guadalajara, Benito Juarez")
    assert "Listo" in service.sms(service.code())
