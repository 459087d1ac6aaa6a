package org.jzones.model;

/** One value of a resource control (resource_controls(5)); the limit is a count or a number of bytes. */
public record RctlValue(String priv, String limit, String action) {
    /** The item of the list {@code value} of an rctl. */
    public static RctlValue of(ListItem item) {
        return new RctlValue(item.field(0), item.field(1), item.field(2));
    }

    /** As an item of that list. */
    public ListItem item() {
        return ListItem.of(priv, limit, action);
    }
}
