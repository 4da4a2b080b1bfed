"""What this program wrote itself: contents with addresses of their own."""
