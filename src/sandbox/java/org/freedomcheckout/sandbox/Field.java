package org.freedomcheckout.sandbox;

import java.util.List;

/**
 * A name and a value, as they travel; in XML perhaps with fields inside instead of a value.
 *
 * @param children in document order
 */
public record Field(String name, String value, List<Field> children) {

    public Field(String name, String value) {
        this(name, value, List.of());
    }

    static Field of(String name, List<Field> children) {
        return new Field(name, "", children);
    }
}
