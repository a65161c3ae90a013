"""What protects workers from somebody who uses their name."""
