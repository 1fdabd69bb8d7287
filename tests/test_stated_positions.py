"""Positions on withdrawal, counted and compared as they were coded."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.facts import position_finding, position_sentences
from drawdown.facts import stated_positions as facts
from drawdown.measures import naming
from drawdown.measures import stated_positions as measures

COLUMNS = ["actor", "actor_group", "channel", "stance", "stance_b", "argument"]
PUBLIC, PRIVATE = "public", "private_reported"


def positions(*rows):
    """Rows as (actor, group, channel, stance, second coding, arguments)."""
    table = pd.DataFrame(list(rows), columns=COLUMNS)
    size = len(table)
    return table.assign(
        position_id=[f"PO-S{n:02}" for n in range(size)],
        said_on=pd.Series([pd.Timestamp("2001-01-01")] * size, dtype="datetime64[s]"),
        date_precision="day",
        speaker="A minister",
        attribution="named",
        relayed_by="",
        country="Arland",
        confidence_b="high",
        tier="B",
        source=pd.Series([f"source-{n}" for n in range(size)], dtype="str"),
        source_2="",
        stance=table["stance"].astype("Int64"),
        stance_b=table["stance_b"].astype("Int64"),
    )


def said(stance, group="Arland", channel=PUBLIC, actor="Arland government", argument="other"):
    return (actor, group, channel, stance, stance, argument)


def test_a_row_without_a_stance_is_not_coded():
    assert len(measures.coded(positions(said(1), said(None)))) == 1


def test_coded_positions_stand_in_order_of_time():
    rows = positions(said(1), said(2)).assign(said_on=pd.to_datetime(["2002-01-01", "2001-01-01"]))
    assert measures.coded(rows)["stance"].tolist() == [2, 1]


def test_groups_stand_from_the_most_to_the_least_for_exit():
    table = measures.by_group(
        positions(said(-2, "Farland"), said(1, "Arland"), said(-1, "Arland"), said(2, "Hills"), said(0, "Farland"))
    )
    assert list(table.index) == ["Hills", "Arland", "Farland"]
    assert list(table) == [-2, -1, 0, 1, 2]
    assert table.loc["Farland"].tolist() == [1, 0, 1, 0, 0]


def test_a_group_has_median_cumulative_shares_and_a_comparison():
    rows = positions(*(said(s, "Hills") for s in (2, 2, 1, 1, 0)), *(said(s, "Farland") for s in (-2, -2, -1, -1, 0)))
    first = measures.groups(rows).iloc[0]
    assert (first["actor_group"], first["n"], first["low_median"], first["high_median"]) == ("Hills", 5, 1, 1)
    assert first[["upto_-2", "upto_-1", "upto_0", "upto_1"]].tolist() == pytest.approx([0, 0, 0.2, 0.6])
    assert first["exit"] == 0.8 and first["above"] == 0.98  # 24 of 25 pairs won, one tied


def test_a_group_of_four_has_no_share():
    table = measures.groups(positions(*[said(1)] * 4))
    assert table.loc[0, "n"] == 4 and table.loc[0, "exit":].isna().all()


def test_a_year_counts_each_stance_of_a_group():
    rows = positions(said(1), said(-1), said(2)).assign(said_on=pd.to_datetime(["2001-01-01", "2001-05-01", None]))
    [year] = measures.by_year(rows).to_dict("records")
    assert (year["year"], year["n"], year[-1], year[1], year[2]) == (2001, 2, 1, 1, 0)
    assert (year["low_median"], year["high_median"]) == (-1, 1)


def test_an_argument_is_counted_on_the_side_it_was_used():
    table = measures.arguments(
        positions(
            said(1, argument="sovereignty"),
            said(2, argument="sovereignty vacuum"),
            said(-1, argument="vacuum"),
            said(-2, argument="vacuum"),
            said(0, argument="other"),
        )
    )
    assert table.loc["sovereignty", ["exit", "stay"]].tolist() == [2, 0]
    assert table.loc["vacuum", ["exit", "stay"]].tolist() == [1, 2]
    assert table.index[0] == "vacuum"
    assert table.loc["sovereignty", "low"] == pytest.approx(0.025**0.5)  # Clopper-Pearson with all of two


def test_a_shared_argument_is_made_five_times_on_each_side():
    rows = positions(
        *[said(1, argument="vacuum economy other")] * 5,
        *[said(-1, argument="vacuum other")] * 6,
        *[said(-1, argument="economy")] * 4,
    )
    assert list(measures.shared(measures.arguments(rows)).index) == ["vacuum"]


def test_arguments_are_listed_by_group():
    table = measures.argued(positions(said(0, "Hills", argument="vacuum"), said(1), said(1, argument="vacuum")))
    assert list(table.columns) == ["Arland", "Hills"]
    assert table.loc["vacuum"].tolist() == [1, 1] and table.loc["other"].tolist() == [1, 0]


def test_the_unnamed_are_counted_by_group_and_channel():
    rows = positions(said(1), said(1), said(1, channel=PRIVATE)).assign(
        attribution=["named", "institution", "unnamed_official"]
    )
    public, private = naming.attribution(rows).to_dict("records")
    assert (public["channel"], public["n"], public["named"], public["institution"], public["share"]) == (
        *(PUBLIC, 2, 1, 1, 0.0),
    )
    assert (private["unnamed_official"], private["share"], private["high"]) == (1, 1.0, 1.0)
    assert naming.unnamed(rows).value == pytest.approx(1 / 3)
    assert naming.unnamed(rows.head(0)).value is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(["G", "H"]),
        st.sampled_from([PUBLIC, PRIVATE]),
        st.integers(-2, 2),
        st.integers(-2, 2),
        st.sampled_from(["other", "vacuum", "vacuum other"]),
    ),
    max_size=30,
).map(lambda rows: positions(*rows))


@given(rows=ROWS)
def test_the_counts_of_a_group_sum_to_its_rows(rows):
    table = measures.by_group(rows)
    sizes = rows["actor_group"].value_counts().to_dict()
    assert table.sum(axis=1).to_dict() == sizes
    assert measures.by_year(rows).set_index("actor_group")["n"].to_dict() == sizes
    assert naming.attribution(rows)["n"].sum() == len(rows)


@given(rows=ROWS)
def test_cumulative_shares_rise_to_what_is_not_full_exit(rows):
    table = measures.groups(rows).dropna(subset="exit")
    upto = table[["upto_-2", "upto_-1", "upto_0", "upto_1"]].astype(float)
    assert (upto.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert (upto["upto_0"] + table["exit"].astype(float)).tolist() == pytest.approx([1.0] * len(table))


@given(rows=ROWS)
def test_an_argument_counts_no_more_often_than_it_was_made(rows):
    table = measures.arguments(rows)
    listed = rows["argument"].str.split().explode().value_counts() if len(rows) else {}
    assert all(table.loc[name, ["exit", "stay"]].sum() <= listed[name] for name in table.index)
    assert set(measures.shared(table).index) <= set(table.index)
    assert measures.argued(rows).to_numpy().sum() == (sum(listed) if len(rows) else 0)


def test_the_tiny_pack_gives_the_answers_known_by_hand(view, stated):
    values = {fact.id: fact.value for fact in stated("stated_positions", view())}
    assert (values["positions"], values["actors"], values["private"]) == (15, 3, 5)
    assert (values["for_exit"], values["against_exit"], values["agreement"]) == (7, 7, 0.8)
    assert (values["most_group"], values["most_share"], values["groups_compared"]) == ("Arland", 6 / 11, 1)
    assert (values["split_actor"], values["split_n_public"], values["split_n_private"]) == ("Arland government", 6, 5)
    assert (values["split_public"], values["split_private"]) == (5 / 6, 1 / 5)
    assert values["split"] == pytest.approx(25.5 / 30)
    assert (values["split_lost"], values["split_unnamed"], values["split_relayers"]) == (1, 5, 1)
    assert (values["lines"], values["mover"], values["mover_crossings"]) == (1, "A minister", 1)


# --- what is said of them


def finding(rows):
    stated = facts.stated(rows)
    return f"{position_sentences.finding(stated)} {position_sentences.holds(stated)}"


def split(public, private, tier="B"):
    rows = positions(*(said(s) for s in public), *(said(s, channel=PRIVATE) for s in private))
    return rows.assign(tier=tier, speaker=rows["position_id"])


def test_the_finding_says_which_channel_is_nearer_to_an_exit():
    assert "nearer to an exit in public" in finding(split([2, 2, 1, 1, 1, 1], [-1, -1, -2, -1, -1, -2]))
    assert "nearer to staying in public" in finding(split([-1, -1, -2, -1, -1, -2], [2, 2, 1, 1, 1, 1]))
    assert "do not show" in finding(split([1, -1, 1, -1, 1, -1], [1, -1, 1, -1, 1, -1]))


def test_the_finding_says_whether_it_holds_without_a_source():
    rows = split([2, 2, 1, 1, 1, 1], [-1, -1, -2, -1, -1, -2])
    assert "holds with any one source left out" in finding(rows)
    one = rows.assign(source=["a"] * 6 + ["b"] * 6)
    assert "hangs on a single source" in finding(one)


def test_the_finding_says_when_it_rests_on_weak_sources():
    strong, weak = (split([2, 2, 1, 1, 1, 1], [-1, -1, -2, -1, -1, -2], tier) for tier in "BD")
    assert "tier D" in finding(weak) and "tier D" not in finding(strong)


@pytest.mark.parametrize(("size", "words"), [(0, "No stated position"), (1, "too few"), (4, "too few")])
def test_few_positions_give_no_finding(size, words):
    assert words in finding(positions(*[said(1)] * size))


def test_few_positions_give_no_share_in_any_sentence():
    stated = facts.stated(positions(said(1)))
    told = " ".join(getattr(position_sentences, name)(stated) for name in position_sentences.__all__)
    assert "{split" not in told and "{alpha" not in told and "{unnamed" not in told and "_share}" not in told
    assert not position_finding.above(position_finding.by_id(stated)["positions"], 1)


@settings(max_examples=10)
@given(rows=ROWS)
def test_a_sentence_names_only_facts_that_are_known(rows):
    stated = facts.stated(rows)
    known = {fact.id for fact in stated if fact.value not in (None, "")}
    ends = {f"{fact.id}_{end}" for fact in stated if fact.low is not None for end in ("low", "high")}
    for name in position_sentences.__all__:
        text = getattr(position_sentences, name)(stated)
        named = {part.split("}")[0] for part in text.split("{")[1:]}
        assert named <= known | ends, (name, named - known - ends)
