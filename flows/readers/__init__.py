"""What a prompt can understand: choices, amounts, words of one's own, six digits, addresses, months."""
