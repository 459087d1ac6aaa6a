package org.jzones.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the value of a resource control being typed can become: {@code (priv=privileged,limit=N,action=none)}. */
final class RctlWords {
    private static final List<String> PARTS = List.of("priv", "limit", "action");

    private RctlWords() {}

    /** What the text can become: the name of the next part, with its equals sign, or a value with what follows it. */
    static Stream<String> complete(String begun) {
        if (begun.isEmpty()) {
            return Stream.of("(priv=");
        }
        if (!begun.startsWith("(")) {
            return Stream.empty();
        }
        int last = Math.max(begun.lastIndexOf('('), begun.lastIndexOf(','));
        String head = begun.substring(0, last + 1);
        String part = begun.substring(last + 1).stripLeading();
        String blanks = begun.substring(last + 1, begun.length() - part.length());
        List<String> left = left(head);
        return parts(part, left).map(word -> head + blanks + word);
    }

    /** The parts that are not there yet. */
    private static List<String> left(String head) {
        List<String> left = new ArrayList<>(PARTS);
        for (String part : head.substring(1).split(",", -1)) {
            left.remove(part.split("=", 2)[0].strip());
        }
        return left;
    }

    private static Stream<String> parts(String part, List<String> left) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            return left.stream().filter(name -> name.startsWith(part)).limit(1).map(name -> name + "=");
        }
        String name = part.substring(0, equals);
        String after = left.size() > 1 ? "," : ")";
        return values(name).map(value -> name + "=" + value + after);
    }

    private static Stream<String> values(String name) {
        return switch (name) {
            case "priv" -> Stream.of("privileged");
            case "action" -> Stream.of("none", "deny");
            default -> Stream.empty();
        };
    }
}
