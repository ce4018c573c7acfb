"""What of evidence and claims an account may see."""
