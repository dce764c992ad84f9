"""Find mistakes in text before it is published: 信息发布纠错."""
