"""Text → where it may be cut, and how good each cut is. Knows text only: no cue, no time, no profile.

- characters, character_table: the line break class and the width of each character
- uax14: the rules of UAX #14 about two neighbors, and what makes two neighbors enough
- pairs, bytewise: those rules for all neighbors of a text at once
- given_lines: a text's own lines, joined into one
- quantities: numbers that are never cut
- cut_points: all of the above, which is where a text may be cut
- penalties: how bad a break is, as a number
- punctuation: the marks by which breaks are judged
- spaced, cjk, chinese_words: the penalty of each break, in languages with and without spaces between words
- chinese, chinese_table, japanese, japanese_table: the pieces that a careful person does not break
- width: how wide a text is on a screen
"""
