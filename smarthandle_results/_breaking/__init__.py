"""Text → where it may be cut, and how good each cut is. Knows text only: no cue, no time, no profile.

- characters, character_table: the line break class and the width of each character
- uax14: the rules of UAX #14 about two neighbors, and what makes two neighbors enough
- pairs: those rules for all neighbors of a text at once
- given_lines, embeddings: a text's own lines, joined into one; marks of direction, kept inside a line
- quantities: numbers that are never cut
- cut_points: all of the above, which is where a text may be cut
- guides: where words and phrases begin, in languages without spaces
- chinese, chinese_table, japanese, japanese_table: the guides of this package
- dictionary: the likeliest words of a text, by what each costs
- penalties, function_words, korean: how bad a break between two words is, as a number
- language: which language's function words a text has
- punctuation: the marks by which breaks are judged
- width: how wide a text is on a screen
"""
