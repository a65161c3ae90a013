"""The selects behind `models.facts`, built once: just the columns a dialog needs, as its record takes them."""

from __future__ import annotations

from sqlalchemy import String, and_, bindparam, case, cast, func, or_, select

from models.cases.whose import of_line
from models.columns import columns, table
from models.tables import accounts, cases, institution
from models.tables.notices import Notice
from models.tables.outbox import CODE_KIND, TOLD_KIND, OutboundMessage
from models.tables.papers import IssuedPaper
from models.tables.proofs import IssuedProof
from models.tables.rights import RightsRequest

_account = columns(accounts.AccountRow)
_question = columns(accounts.SecurityQuestion)
_code = columns(accounts.OneTimeCode)
_case = columns(cases.CaseRow)
_reference = columns(accounts.GivenReference)
_worker = columns(institution.WorkerRow)
_savings = columns(institution.SavingsRow)
_contribution = columns(institution.ContributionRow)
_credit = columns(institution.CreditRow)
_movement = columns(institution.MovementRow)
_prequalification = columns(institution.PrequalificationRow)
_application = columns(institution.ApplicationRow)
_procedure = columns(institution.ProcedureRow)
_order = columns(institution.DiscountOrderRow)
_certificate = columns(institution.CertificateRow)
_benefit = columns(institution.BenefitRow)
_employment = columns(institution.EmploymentRow)
_appointment = columns(institution.AppointmentRow)
_merged = columns(institution.MergedNssRow)
_message = columns(OutboundMessage)
_notice = columns(Notice)
_consent = columns(accounts.Consent)
_paper = columns(IssuedPaper)
_proof = columns(IssuedProof)
_right = columns(RightsRequest)

SECRETS = (
    select(_account.nip_hash, _question.key, _question.answer_hash)
    .select_from(
        table(accounts.AccountRow).outerjoin(table(accounts.SecurityQuestion), _question.account_id == _account.id)
    )
    .where(_account.line == bindparam("number"))
)
QUESTIONS_OF = (
    select(_question.key, _question.answer_hash)
    .join_from(table(accounts.SecurityQuestion), table(accounts.AccountRow), _account.id == _question.account_id)
    .where(_account.nss == bindparam("nss"), _account.status == accounts.ACTIVE)
    .order_by(_question.key)
)
_just_left = and_(_account.former_line == bindparam("number"), _account.settled_at > bindparam("now"))
LEFT = select(_account.nss).where(_just_left)
RIGHT = (
    select(_right.folio, _right.asked_on, _right.answer_by, _right.answered_on)
    .where(_right.nss == bindparam("nss"), _right.kind == bindparam("kind"))
    .order_by(_right.answered_on.is_(None).desc(), _right.asked_on.desc(), _right.folio)
    .limit(1)
)
_identity = (_worker.nss, _worker.curp, _worker.rfc, _worker.names, _worker.first_surname, _worker.second_surname)
MERGED = select(_merged.in_force).where(_merged.former == bindparam("nss"))
WORKER = select(*_identity).where(_worker.nss == bindparam("nss"))
TAKEN = select(_account.id).where(
    _account.nss == bindparam("nss"), _account.line != bindparam("number"), _account.status == accounts.ACTIVE
)
PENDING_ELSEWHERE = select(_account.id).where(
    _account.nss == bindparam("nss"), _account.line != bindparam("number"), _account.status == accounts.PENDING
)
LINE_TAKEN = select(_account.id).where(_account.line == bindparam("number"), _account.status == accounts.ACTIVE)
SAVINGS = select(_savings.fund_72_92, _savings.housing_92, _savings.housing_97, _savings.as_of).where(
    _savings.nss == bindparam("nss")
)
CONTRIBUTIONS = (
    select(
        _contribution.folio, _contribution.employer, _contribution.period, _contribution.amount, _contribution.paid_on
    )
    .where(_contribution.nss == bindparam("nss"))
    .order_by(_contribution.paid_on.desc(), _contribution.folio.desc())
    .limit(bindparam("most"))
)
CREDITS = (
    select(
        _credit.number,
        _credit.state,
        _credit.regime,
        _credit.currency,
        _credit.balance,
        _credit.monthly_payment,
        _credit.overdue,
        _credit.payoff,
        _credit.due_on,
        _credit.as_of,
        _credit.rate,
        _credit.began_on,
        _credit.ends_on,
        _credit.insurance,
        _credit.employer_share,
    )
    .where(_credit.nss == bindparam("nss"))
    .order_by(case((_credit.state == "liquidado", 1), else_=0), _credit.number)
)
MOVEMENTS = (
    select(_movement.on, _movement.concept, _movement.amount, _movement.balance)
    .where(_movement.credit_number == bindparam("credit"))
    .order_by(_movement.on.desc(), _movement.folio.desc())
    .limit(bindparam("most"))
)
PREQUALIFICATION = select(
    _prequalification.points,
    _prequalification.points_needed,
    _prequalification.max_amount,
    _prequalification.monthly_discount,
    _prequalification.rate,
    _prequalification.as_of,
    _prequalification.model,
    _prequalification.verdict,
    _prequalification.product,
    _prequalification.months,
    _prequalification.reason,
).where(_prequalification.nss == bindparam("nss"))
APPLICATIONS = (
    select(_application.folio, _application.stage, _application.on, _application.note)
    .where(_application.nss == bindparam("nss"))
    .order_by(_application.on.desc(), _application.folio.desc())
    .limit(bindparam("most"))
)
PROCEDURES = (
    select(
        *(_procedure.folio, _procedure.kind, _procedure.state, _procedure.on, _procedure.promised_on),
        *(_procedure.next_step, _procedure.note),
    )
    .where(_procedure.nss == bindparam("nss"))
    .order_by(_procedure.on.desc(), _procedure.folio.desc())
    .limit(bindparam("most"))
)
ORDERS = (
    select(
        _order.folio,
        _order.kind,
        _order.credit_number,
        _order.employer,
        _order.amount,
        _order.reason,
        _order.on,
        _order.employer_registry,
    )
    .where(_order.nss == bindparam("nss"))
    .order_by(_order.on.desc(), _order.folio.desc())
    .limit(bindparam("most"))
)
CERTIFICATES = (
    select(
        _certificate.credit_number,
        _certificate.year,
        _certificate.interest_paid,
        _certificate.inflation_adjustment,
        _certificate.real_interest,
    )
    .where(_certificate.credit_number == bindparam("credit"))
    .order_by(_certificate.year.desc())
    .limit(bindparam("most"))
)
BENEFITS = (
    select(
        *(_benefit.folio, _benefit.credit_number, _benefit.kind, _benefit.on, _benefit.amount, _benefit.before),
        *(_benefit.after, _benefit.until, _benefit.months_used, _benefit.months_left, _benefit.state),
    )
    .where(_benefit.credit_number == bindparam("credit"))
    .order_by(_benefit.on.desc(), _benefit.folio.desc())
    .limit(bindparam("most"))
)
EMPLOYMENTS = (
    select(
        *(_employment.employer, _employment.employer_registry),
        *(_employment.began_on, _employment.ended_on, _employment.daily_wage),
    )
    .where(_employment.nss == bindparam("nss"))
    .order_by(_employment.began_on.desc(), _employment.employer_registry.desc())
    .limit(bindparam("most"))
)
APPOINTMENTS = (
    select(
        *(_appointment.folio, _appointment.place, _appointment.address),
        *(_appointment.at, _appointment.about, _appointment.bring),
    )
    .where(_appointment.nss == bindparam("nss"))
    .order_by(_appointment.at.desc(), _appointment.folio.desc())
    .limit(bindparam("most"))
)
REFERENCE = (
    select(_reference.credit_number, _reference.choice, _reference.line, _reference.centavos, _reference.expires_on)
    .where(
        _reference.credit_number == bindparam("credit"),
        _reference.choice == bindparam("choice"),
        _reference.centavos == bindparam("centavos"),
        _reference.expires_on >= bindparam("today"),
        _reference.paid_on.is_(None),
    )
    .order_by(_reference.id.desc())
    .limit(1)
)
GIVEN = (
    select(
        *(_reference.credit_number, _reference.choice, _reference.line, _reference.centavos),
        *(_reference.expires_on, _reference.given_at),
    )
    .where(_reference.credit_number == bindparam("credit"), _reference.account_id == bindparam("account"))
    .order_by(_reference.id.desc())
    .limit(1)
)
_of_line = _code.account_id.in_(select(_account.id).where(_account.line == bindparam("number")))
CODE = (
    select(_code.id, _code.hash, _code.tries_left, _code.expires_at)
    .where(
        _of_line, _code.purpose == bindparam("purpose"), _code.spent_at.is_(None), _code.expires_at > bindparam("now")
    )
    .order_by(_code.created_at.desc(), _code.id.desc())
    .limit(1)
)
CODES_SENT = select(
    select(func.count())
    .where(_of_line, _code.purpose == bindparam("purpose"), _code.created_at > bindparam("since"))
    .scalar_subquery(),
    select(func.count())
    .where(_message.recipient == bindparam("to"), _message.created_at > bindparam("since"), _message.kind == CODE_KIND)
    .scalar_subquery(),
    select(func.count())
    .where(_consent.line == bindparam("number"), _consent.at > bindparam("since"), _consent.kind == "privacy")
    .scalar_subquery(),
)
SENT = (
    select(_message.folio, _message.kind, _message.sent_at)
    .where(
        _message.recipient == bindparam("number"),
        _message.folio.is_not(None),
        _message.sent_at.is_not(None),
        or_(cast(bindparam("folio"), String).is_(None), _message.folio == bindparam("folio")),
    )
    .order_by(_message.sent_at.desc())
    .limit(1)
)
_later = table(OutboundMessage).alias("later").c
_last_sent = select(func.max(_later.sent_at)).where(_later.recipient == bindparam("number")).scalar_subquery()
_asking = and_(_message.recipient == bindparam("number"), _message.kind != TOLD_KIND)
ASKED = (
    select(
        *(_notice.folio, _notice.kind, _notice.subject, _notice.answer),
        func.max(_message.sent_at).label("sent_at"),
        (func.max(case((_asking, _message.sent_at))) >= _last_sent).label("last"),
        case((_account.line != bindparam("number"), _account.nss), else_="").label("left"),
    )
    .join_from(table(accounts.AccountRow), table(Notice), _notice.account_id == _account.id)
    .join(table(OutboundMessage), _message.folio == _notice.folio)
    .where(
        or_(_account.line == bindparam("number"), _just_left),
        _notice.folio.is_not(None),
        _message.sent_at.is_not(None),
        or_(
            and_(cast(bindparam("folio"), String).is_(None), _notice.answer.is_(None)),
            _notice.folio == bindparam("folio"),
        ),
    )
    .group_by(_notice.folio, _notice.kind, _notice.subject, _notice.answer, _account.line, _account.nss)
    .order_by(func.max(_message.sent_at).desc())
    .limit(1)
)
ISSUED = select(_paper.kind, _paper.year, _paper.check_code, _paper.issued_at).where(_paper.folio == bindparam("of"))
PAPERS_ISSUED = (
    select(func.count())
    .select_from(table(IssuedPaper).join(table(accounts.AccountRow), _account.id == _paper.account_id))
    .where(_account.line == bindparam("number"), _paper.issued_at > bindparam("since"))
)
_proofs = table(IssuedProof).join(table(accounts.AccountRow), _account.id == _proof.account_id)
PROOF = (
    select(_proof.folio, _account.nss, _proof.kind, _proof.on, _proof.until)
    .select_from(_proofs)
    .where(_proof.folio == bindparam("of"), _proof.revoked_at.is_(None))
)
_valid = and_(_proof.revoked_at.is_(None), _proof.until >= bindparam("today"))
PROOFS_GIVEN = (
    select(
        func.count(case((_valid, 1))).label("valid"),
        func.count(case((_proof.issued_at > bindparam("since"), 1))).label("today"),
    )
    .select_from(_proofs)
    .where(_account.line == bindparam("number"))
)
OPEN_CASE = (
    select(_case.folio, _case.opened_at, _case.reason)
    .where(of_line(bindparam("number")), _case.closed_at.is_(None))
    .order_by(_case.opened_at.desc())
    .limit(1)
)
