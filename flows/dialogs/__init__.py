"""The conversations, by what they are about; each file is one, and reads as it goes."""
