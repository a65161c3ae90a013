"""An NSS that was merged into another: what hangs on the former one goes over to the one in force."""

from __future__ import annotations

from sqlalchemy import Connection

MOVED = ("contribution", "credit", "application", "discount_order", "appointment", "other_procedure")
"""Tables whose rows go over. Savings and points do not: each NSS has its own, and nothing is added up here."""


def merged(table: str) -> str:
    """The statement that puts the NSS in force into a table's rows."""
    return (
        f"UPDATE {table} SET nss = (SELECT in_force FROM merged_nss WHERE former = {table}.nss) "
        "WHERE nss IN (SELECT former FROM merged_nss)"
    )


def follow_merges(connection: Connection) -> None:
    """Once merges are loaded: records, employments and accounts of the former NSS go over to the one in force.

    An account does not where the one in force has an account already: a person has to look at that.
    """
    for table in MOVED:
        connection.exec_driver_sql(merged(table))
    there = (
        "EXISTS (SELECT 1 FROM employment o, merged_nss m WHERE m.former = employment.nss AND o.nss = m.in_force "
        "AND o.employer_registry = employment.employer_registry AND o.began_on = employment.began_on)"
    )
    connection.exec_driver_sql(f"{merged('employment')} AND NOT {there}")
    taken = "EXISTS (SELECT 1 FROM account o, merged_nss m WHERE m.former = account.nss AND o.nss = m.in_force)"
    connection.exec_driver_sql(f"{merged('account')} AND NOT {taken}")
    connection.exec_driver_sql(
        "UPDATE worker SET merged_into = (SELECT in_force FROM merged_nss WHERE former = worker.nss) "
        "WHERE nss IN (SELECT former FROM merged_nss)"
    )
