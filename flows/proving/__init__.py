"""What shows that the dialogs hold: their handbook, their proof, their longest texts."""
