"""What people type, as it is: letters, accents, courtesies, doubts, numbers. Text goes in, a plain value comes out."""
