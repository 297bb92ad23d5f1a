"""From a Word file that came back to changes of the draft, for its writer to accept or reject.

`read_returned` opens the file and reads its comments; `returned_text` reads its paragraphs as they are once
every tracked change is accepted. `paragraph_pairs` says which paragraph is which that was sent, `word_edits`
where the words of two differ. `draft_passages` knows where the draft has each word; `passage_edits` and
`whole_paragraphs` turn what differs into edits of the Markdown, which `proof` tries on the draft. `proposing`
goes through the paragraphs; `carrying` takes changes over into the draft as it is now; `merge_draft` is the
way in.
"""
