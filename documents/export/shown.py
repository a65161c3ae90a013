"""What the readable half of an export shows of each table and what it calls it; the other half holds every column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.dialogs.account.questions import QUESTIONS
from flows.saying.text import PART, T, Text, labels


@dataclass(frozen=True, slots=True)
class Section:
    """A table's heading, and its columns in the order they are read, by their names."""

    title: Text
    columns: Mapping[str, Text]


SECTIONS: Mapping[str, Section] = {
    "account": Section(
        T("Tu cuenta", PART),
        labels(
            first_name="Nombre",
            nss="NSS",
            line="Celular",
            former_line="Celular anterior",
            email="Correo",
            birth_date="Fecha de nacimiento",
            status="Estado",
            language="Idioma",
            sms_alerts="Avisos por SMS",
            email_alerts="Avisos por correo",
            privacy_version="Aviso de privacidad que aceptaste",
            created_at="Registrada",
            activated_at="Activada",
            locked_until="Bloqueada hasta",
        ),
    ),
    "security_question": Section(T("Tus preguntas", PART), labels(key="Pregunta")),
    "one_time_code": Section(
        T("Códigos que te mandamos", PART),
        labels(purpose="Para qué", created_at="Mandado", expires_at="Vence", spent_at="Usado"),
    ),
    "line": Section(
        T("Tu celular", PART),
        labels(number="Celular", language="Idioma", opted_out_at="Pediste la baja", blocked_until="Bloqueado hasta"),
    ),
    "consent": Section(
        T("Lo que aceptaste y lo que no", PART),
        labels(kind="Qué", given="Aceptado", channel="Por dónde", version="Versión o palabra", at="Cuándo"),
    ),
    "payment_reference": Section(
        T("Referencias de pago que te dimos", PART),
        labels(
            credit_number="Crédito",
            choice="Para qué",
            line="Línea de pago",
            expires_on="Vence",
            given_at="Dada",
            paid_on="Pagada",
        ),
    ),
    "agent_case": Section(
        T("Tus casos", PART),
        labels(
            folio="Folio",
            reason="Motivo",
            opened_at="Abierto",
            first_reply_at="Primera respuesta",
            closed_at="Cerrado",
            outcome="Resultado",
        ),
    ),
    "case_note": Section(T("Lo que se dijo en tus casos", PART), labels(folio="Folio", said="Dicho", at="Cuándo")),
    "rights_request": Section(
        T("Tus solicitudes sobre tus datos", PART),
        labels(
            folio="Folio",
            kind="Qué",
            asked_on="Pedida",
            answer_by="Se contesta a más tardar",
            answered_on="Contestada",
            outcome="Resultado",
            done_on="Cumplida",
        ),
    ),
    "issued_paper": Section(
        T("Documentos que te mandamos", PART),
        labels(folio="Folio", check_code="Código", kind="Qué", issued_at="Cuándo"),
    ),
    "notice": Section(
        T("Avisos", PART),
        labels(kind="Qué", status="Estado", folio="Folio", answer="Contestaste"),
    ),
    "outbound_message": Section(
        T("Mensajes que te mandamos", PART),
        labels(
            created_at="Escrito",
            kind="Qué",
            channel="Por dónde",
            recipient="A quién",
            segments="Mensajes cobrados",
            status="Estado",
            sent_at="Enviado",
        ),
    ),
    "journal": Section(
        T("Lo que hiciste por mensaje", PART),
        labels(at="Cuándo", channel="Por dónde", said="Escribiste", state="Qué contestamos"),
    ),
    "worker": Section(
        T("Tu registro en el Instituto", PART),
        labels(
            names="Nombre",
            first_surname="Primer apellido",
            second_surname="Segundo apellido",
            nss="NSS",
            curp="CURP",
            rfc="RFC",
            merged_into="Unido al NSS",
        ),
    ),
    "savings": Section(
        T("Tu ahorro", PART),
        labels(
            fund_72_92="Fondo de ahorro 1972-1992",
            housing_92="Vivienda 1992",
            housing_97="Vivienda 1997",
            as_of="Datos al",
        ),
    ),
    "contribution": Section(
        T("Tus aportaciones", PART),
        labels(
            period="Bimestre",
            employer="Patrón",
            employer_registry="Registro patronal",
            amount="Importe",
            paid_on="Pagada",
        ),
    ),
    "credit": Section(
        T("Tu crédito", PART),
        labels(
            number="Crédito",
            state="Estado",
            currency="Moneda",
            balance="Saldo",
            monthly_payment="Mensualidad",
            overdue="Atraso",
            payoff="Para liquidar",
            insurance="Seguros",
            due_on="Fecha límite de pago",
            rate="Tasa anual (%)",
            began_on="Inicio",
            ends_on="Término",
            as_of="Datos al",
        ),
    ),
    "movement": Section(
        T("Movimientos de tu crédito", PART),
        labels(credit_number="Crédito", on="Fecha", concept="Concepto", amount="Importe", balance="Saldo"),
    ),
    "prequalification": Section(
        T("Tu precalificación", PART),
        labels(
            points="Puntos",
            points_needed="Puntos que se piden",
            product="Crédito",
            max_amount="Monto",
            monthly_discount="Descuento al mes",
            rate="Tasa anual (%)",
            months="Meses",
            reason="Motivo",
            as_of="Datos al",
        ),
    ),
    "application": Section(
        T("Tus solicitudes de crédito", PART), labels(folio="Folio", stage="Etapa", on="Fecha", note="Nota")
    ),
    "other_procedure": Section(
        T("Tus otros trámites", PART),
        labels(
            folio="Folio",
            kind="Qué",
            state="Estado",
            on="Fecha",
            promised_on="Prometido para",
            next_step="Qué sigue",
            note="Nota",
        ),
    ),
    "discount_order": Section(
        T("Avisos a tu patrón", PART),
        labels(
            folio="Folio",
            kind="Qué",
            credit_number="Crédito",
            employer="Patrón",
            amount="Importe",
            reason="Motivo",
            on="Fecha",
        ),
    ),
    "certificate": Section(
        T("Tus constancias", PART),
        labels(
            credit_number="Crédito",
            year="Año",
            interest_paid="Intereses pagados",
            inflation_adjustment="Inflación",
            real_interest="Intereses reales",
        ),
    ),
    "benefit": Section(
        T("Tus beneficios", PART),
        labels(
            credit_number="Crédito",
            kind="Qué",
            amount="Importe",
            months_left="Meses que quedan",
            until="Hasta",
            state="Estado",
            on="Fecha",
        ),
    ),
    "employment": Section(
        T("Tus trabajos", PART),
        labels(
            employer="Patrón",
            employer_registry="Registro patronal",
            began_on="Inicio",
            ended_on="Término",
            daily_wage="Salario diario",
        ),
    ),
    "appointment": Section(
        T("Tus citas", PART),
        labels(folio="Folio", at="Cuándo", place="Lugar", address="Dirección", about="Para qué", bring="Qué llevar"),
    ),
    "issued_proof": Section(
        T("Comprobantes que diste", PART),
        labels(folio="Folio", kind="Qué", on="Datos al", until="Vale hasta", revoked_at="Anulado"),
    ),
}
"""By table; what only serves us has no place in it."""

MEANS = {
    **QUESTIONS,
    "True": T("Sí", PART),
    "False": T("No", PART),
    **labels(
        active="abierta",
        pending="por activar",
        sms="SMS",
        email="correo",
        ussd="USSD",
        call="llamada",
        activation="abrir tu cuenta",
        recovery="recuperar tu NIP",
        mailbox="comprobar tu correo",
        privacy="aviso de privacidad",
        access="ver tus datos",
        rectification="corregir tus datos",
        cancellation="borrar tus datos",
        opposition="que no se usen tus datos",
        granted="concedida",
        refused="negada",
        statement="estado de cuenta",
        order="aviso de descuentos",
        certificate="constancia de intereses",
        savings="ahorro",
        debt="lo que debes",
        clear="sin deuda",
        delivered="entregado",
        sent="enviado",
        failed="no se pudo entregar",
        sending="saliendo",
        queued="por salir",
    ),
}
"""Codes of ours in words; what has none here stands as it is kept."""
WORDS = frozenset({"said", "note", "concept"})
"""Columns in somebody's own words."""
