from producers.rules.stages import TARGET_PRODUCERS, Stage


def test_five_stages_lead_from_mobilisation_to_markets():
    assert [(stage.value, stage.name) for stage in Stage] == [
        (1, "MOBILISATION"),
        (2, "PRODUCT_DEVELOPMENT"),
        (3, "WORKSHOP_AND_EQUIPMENT"),
        (4, "CERTIFICATION"),
        (5, "MARKETS"),
    ]


def test_programme_means_to_reach_fifty_producers():
    assert TARGET_PRODUCERS == 50
