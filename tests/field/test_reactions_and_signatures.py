"""Reactions, quotations and signatures: messages that phones write by themselves.

Sources: FossifyOrg/Messages 190, SimpleMobileTools/Simple-SMS-Messenger 428, GrapheneOS/Messaging 38 (reactions that
come as text, some to pictures), public filters for Apple's Spanish wording (`Le encantó`, `Le dio risa`, `Exclamó por`,
`Dudó sobre`, `Reaccionó con … a`), the default signatures of Samsung, Apple and Outlook.
"""

from __future__ import annotations

import pytest

from flows.typed.meant import meant
from tests.field.service import NIP, Service

QUOTED = "Pregunta de seguridad 1 de 2, por si olvidas tu NIP. ¿En qué pueblo o colonia creciste?"


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
    """A reaction to one of ours.

    Sends: `Le dio risa “Pregunta de seguridad 1 de 2 …”` at that question, and its kin in Spanish and English
    Now: no answer: the question again, and no try is counted
    """
    asked = service.register()
    quoted = asked if cut > len(asked) else f"{asked[:cut]}…"
    for _ in range(3):
        assert "Pregunta de seguridad 1" in service.sms(reaction.format(quoted))
    assert "Pregunta de seguridad 2" in service.sms("Guadalajara")
    assert service.code() == ""


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
    """A reaction to one of ours.

    Sends: `Le gustó una imagen`, `Liked an image`, `Reacted ❤️ to your message` at a question
    Now: no answer: the question again
    """
    service.register()
    assert "Pregunta de seguridad 1" in service.sms(reaction)


def test_a_few_words_of_ours_in_quotes_are_enough() -> None:
    """A reaction in words that nobody reported, to a question of three words."""
    assert meant('Puso un corazón en "¿Eres Lorena Prueba"', "¿Eres Lorena Prueba? 1 Si 2 No") == ""
    assert meant('Puso un corazón en "la puerta azul"', "¿Eres Lorena Prueba? 1 Si 2 No") != ""


def test_a_reaction_to_what_asked_nothing_gets_nothing(service: Service) -> None:
    """A reaction to one of ours.

    Sends: `Le gustó “Tu ahorro …”` after an answer, when nothing was asked
    Now: silence: nobody waits for an answer
    """
    service.open_account()
    said = service.sms(f"AHORRO {NIP}")
    assert service.sms(f"Le encantó “{said}”") == ""
    assert "$" in service.sms("CREDITO")


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
    """A quotation of ours.

    Sends: `> Pregunta de seguridad …` above the answer, or the whole question below it
    Now: the answer is what stands beside it
    """
    asked = service.register()
    assert "Pregunta de seguridad 2" in service.sms(form.format(q=asked))
    assert "codigo" in service.sms("Benito Juárez").lower()


@pytest.mark.parametrize("form", ["{q}", "“{q}”", "> {q}"])
def test_a_quotation_alone_is_no_answer(service: Service, form: str) -> None:
    """The question, sent back as it came."""
    asked = service.register()
    assert "Pregunta de seguridad 1" in service.sms(form.format(q=asked))


@pytest.mark.parametrize(
    "typed", ["Escuela “Benito Juárez”", "“Guadalajara”", "Me decían el “Negro”", "Le gustaba el futbol"]
)
def test_quotation_marks_of_ones_own_are_answers(service: Service, typed: str) -> None:
    """A quotation of ours.

    Sends: `Escuela “Benito Juárez”`, `“Guadalajara”`, `Me decían el “Negro”` as answers
    Now: answers: only what quotes us is a quotation
    """
    service.register()
    assert "Pregunta de seguridad 2" in service.sms(typed)


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
    """A signature.

    Sends: `Guadalajara` and, on the next line, `Enviado desde mi Samsung` (iPhone, Huawei, Outlook, a name)
    Now: the next question is shown: what nobody has seen is answered from the same line only
    """
    service.register()
    assert "Pregunta de seguridad 2" in service.sms(f"Guadalajara{gap}{signature}")
    assert service.code() == ""


def test_a_signature_on_the_same_line_is_no_part_of_the_answer(service: Service) -> None:
    """A signature.

    Sends: `Guadalajara Enviado desde mi Samsung` on one line
    Now: the answer is Guadalajara: it opens the account again later
    """
    first = service.register()
    service.sms("Guadalajara Enviado desde mi Samsung")
    service.sms("Benito Juárez. Sent from my iPhone")
    service.sms(service.code())
    question = service.sms("OLVIDE").partition("¿")[2]
    assert "codigo" in service.sms("Guadalajara" if question in first else "Benito Juarez").lower()


@pytest.mark.parametrize("signature", ["Enviado desde mi Samsung", "Lorena Prueba", "1", "Depto. 2"])
def test_a_signature_under_any_answer_is_left(service: Service, signature: str) -> None:
    """A signature.

    Sends: one under `1`, a NIP, NSS, CURP and RFC, `AHORRO`, `PAGO`, an address
    Now: the answer is taken, the signature is not: no second consent, no try, no misunderstanding
    """
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


def test_answers_that_name_their_question_are_taken_from_any_line(service: Service) -> None:
    """Answers ahead on lines of their own.

    Sends: NSS, CURP and RFC a line each; `AHORRO` and the NIP below; `PAGO`, NIP and sum a line each
    Now: taken: their form names the question
    """
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
