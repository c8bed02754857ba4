"""Carriers: words of a cue that leave it to another word what the cue does ("issued a warning", "tried to explain")."""

from __future__ import annotations

# To their noun or adjective: "issued a warning", "is sceptical", "came under fire".
LIGHT = frozenset(
    "be become remain stay get grow feel sound seem appear look prove have make give take hold put raise express voice "
    "issue offer send deliver release launch lodge file level renew convey share show find harbor harbour cast draw "
    "utter come receive face win earn meet post publish provide air field mount table run use hand repeat "
    "continue intensify escalate mount unleash begin step".split()
)
# To the verb they open: "went on to say", "tried to explain", "is expected to announce".
OPENING = frozenset(
    "begin start continue go try attempt seek strive struggle aim need have use help get come keep rush proceed manage "
    "move take tend be dare likely set eager quick able free poised ready careful late hard appear seem look expect "
    "end conclude close open respond react follow spend stop".split()
)
# To what they are some of: "a series of warnings", "one of the critics".
QUANTITIES = frozenset("one some most number lot series flurry round wave string spate set kind sort".split())
# And turn it round: "refused to confirm".
HOLDING_BACK = frozenset(
    "refuse decline fail stop avoid resist neglect omit balk baulk hesitate refrain unwilling reluctant hesitant "
    "unable loath loth averse refusal failure reluctance inability unwillingness".split()
)
