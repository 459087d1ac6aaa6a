package org.jzones.model;

import java.util.ArrayList;
import java.util.List;

/** What the first program of a zone of Linux gets of an environment: the usual, and what the zone's attrs add (spec 5.5). */
public final class LinuxEnvironment {
    private static final String PATH = "PATH=";

    private LinuxEnvironment() {}

    /** True for the name of an attr whose value is a variable. */
    public static boolean isVariable(String attr) {
        return attr.equals("env") || attr.startsWith("env.");
    }

    /** All variables, each as NAME=VALUE; attrs that are no such thing are left out. */
    public static List<String> of(ZoneConfig config) {
        List<String> environment =
                new ArrayList<>(List.of(PATH + LinuxDefaults.SEARCH_PATH, "TERM=xterm", "container=zone"));
        for (Resource attr : config.stored(ResourceType.ATTR)) {
            String value = attr.text("value").orElse("");
            if (isVariable(attr.text("name").orElse("")) && value.indexOf('=') > 0) {
                String variable = value.substring(0, value.indexOf('=') + 1);
                environment.removeIf(other -> other.startsWith(variable));
                environment.add(value);
            }
        }
        return environment;
    }

    /** Where programs are looked for that are given by their names: directories with colons in between. */
    public static String searchPath(ZoneConfig config) {
        return of(config).stream()
                .filter(text -> text.startsWith(PATH))
                .findFirst()
                .map(text -> text.substring(PATH.length()))
                .orElse("");
    }
}
