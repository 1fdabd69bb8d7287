"""Milestones grouped into waves, and what followed each drawdown."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import timeline

UNTIL = pd.Timestamp("2010-01-01")


def waves(*rows):
    """Rows as (id, country, kind, start, end)."""
    table = pd.DataFrame(rows, columns=["wave_id", "country", "kind", "start", "end"])
    table = table.astype({"start": "datetime64[s]", "end": "datetime64[s]"}).sort_values("start", ignore_index=True)
    return table.assign(title_en=table["wave_id"], title_ar=table["wave_id"], milestones="", source="")


def milestones(*rows):
    return pd.DataFrame(rows, columns=["milestone_id", "date", "country"]).astype({"date": "datetime64[s]"})


def test_a_wave_counts_its_days_its_milestones_and_their_dates():
    held = waves(("W1", "Arland", "drawdown", "2001-01-01", "2001-01-10"))
    known = milestones(
        ("M1", "2001-01-01", "Arland"),
        ("M2", "2001-01-05", "Arland"),
        ("M3", "2001-01-05", "Arland+Borland"),
        ("M4", "2001-01-05", "Borland"),
        ("M5", "2001-01-11", "Arland"),
    )
    row = timeline.counted(held, known, UNTIL).iloc[0]
    assert (row["days"], row["rows"], row["dates"], row["open"]) == (10, 3, 2, False)


def test_an_open_wave_is_counted_to_the_last_day():
    row = timeline.counted(waves(("W1", "Arland", "drawdown", "2009-12-30", None)), milestones(), UNTIL).iloc[0]
    assert (row["days"], row["rows"], row["open"]) == (3, 0, True)


def test_what_followed_a_drawdown_is_the_next_wave_of_its_country():
    held = waves(
        ("W1", "Arland", "drawdown", "2001-01-01", "2001-02-01"),
        ("W2", "Arland", "drawdown", "2001-03-01", "2001-04-01"),
        ("W3", "Borland", "buildup", "2001-04-02", "2001-05-01"),
        ("W4", "Arland", "buildup", "2001-04-11", "2001-05-01"),
        ("W5", "Arland", "drawdown", "2009-12-01", "2009-12-31"),
        ("W6", "Borland", "drawdown", "2009-12-01", None),
    )
    found = timeline.followed(held, UNTIL).set_index("wave_id")
    assert found["fate"].to_dict() == {"W1": "continued", "W2": "rebuilt", "W5": "quiet", "W6": "open"}
    assert found["days"].loc[["W1", "W2", "W5"]].tolist() == [28, 10, 1]
    assert pd.isna(found.loc["W6", "days"]) and found.loc["W2", "next_title_en"] == "W4"


def test_without_waves_nothing_is_counted_or_followed():
    for none in (waves(), pd.DataFrame()):
        assert timeline.counted(none, milestones(("M1", "2001-01-01", "Arland")), UNTIL).empty
        assert timeline.followed(none, UNTIL).empty


SPANS = st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["buildup", "drawdown"]), st.integers(0, 900))


@given(st.lists(SPANS, max_size=8))
def test_each_drawdown_has_one_fate_and_no_build_up_is_counted_twice(spans):
    day = pd.Timestamp("2001-01-01")
    held = waves(
        *(
            (f"W{n}", country, kind, day + pd.Timedelta(days=10 * n), day + pd.Timedelta(days=10 * n + length))
            for n, (country, kind, length) in enumerate(spans)
        )
    )
    found = timeline.followed(held, UNTIL)
    assert len(found) == sum(kind == "drawdown" for _, kind, _ in spans)
    assert found[found["fate"] == "rebuilt"]["next_title_en"].is_unique
    assert (found["days"].dropna() >= 0).all()
