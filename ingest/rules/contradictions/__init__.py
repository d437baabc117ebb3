"""What the words of a sentence say against a claim, by what they speak of; and what they state in its place."""
