"""What a dialog is made of and has at hand: its states, where it stands, what was typed, what the turn comes to."""
