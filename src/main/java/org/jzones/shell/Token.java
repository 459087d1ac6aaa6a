package org.jzones.shell;

import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.ResourceType;

/** {@code %{zonename}} in a value, as in command files of Solaris 11: the name of the zone is put there (spec 2.4). */
final class Token {
    private static final String BEGIN = "%{";
    private static final String ZONENAME = "%{zonename}";

    private Token() {}

    /** The value that is meant. @throws Failure for any other token in a property that takes this one */
    static Value expanded(Optional<ResourceType> scope, String property, Value value, String zonename) {
        if (!(value instanceof Value.Text written) || !written.text().contains(BEGIN) || !isFor(scope, property)) {
            return value;
        }
        String text = written.text().replace(ZONENAME, zonename);
        if (text.contains(BEGIN)) {
            throw Failure.of(Message.TOKEN_UNKNOWN, property, text, BEGIN, ZONENAME);
        }
        return new Value.Text(text);
    }

    private static boolean isFor(Optional<ResourceType> scope, String property) {
        if (scope.isEmpty()) {
            return property.equals(GlobalProperty.ZONEPATH.word());
        }
        return switch (scope.get()) {
            case FS -> property.equals("special");
            case DATASET -> property.equals("name");
            default -> false;
        };
    }
}
