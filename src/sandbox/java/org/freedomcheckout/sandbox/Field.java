package org.freedomcheckout.sandbox;

/** A name and a value, as they travel. */
public record Field(String name, String value) {}
