"""What an operator may put in a file of their own: days off, the privacy notice, where payments are taken."""
