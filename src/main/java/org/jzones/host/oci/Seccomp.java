package org.jzones.host.oci;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of the kernel a container may make, as {@code seccomp.txt} has them: those that fit its capabilities and the
 * machine (spec 5, 10.2).
 */
public final class Seccomp {
    /** What programs take for "this kernel does not have it", and do without. */
    private static final int NOT_THERE = 38;

    private static final int NOT_ALLOWED = 1;

    /** Machines by the names that uname(1) gives them: what the rules call them, and what the engine does. */
    private static final Map<String, Machine> MACHINES = Map.of(
            "x86_64",
            new Machine("amd64", List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32")),
            "aarch64",
            new Machine("arm64", List.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM")));

    private static final Machine OTHER = new Machine("", List.of());

    private record Machine(String name, List<String> architectures) {}

    /** Calls that are answered alike if they have such arguments: with an error, or none if they are allowed. */
    private record Rule(@Nullable Integer error, List<String> conditions, List<String> calls) {}

    private final Collection<String> capabilities;
    private final Machine machine;
    /** By what they have in common. A text is the key: that of a record costs a boot 17 ms. */
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private Seccomp(Collection<String> capabilities, Machine machine) {
        this.capabilities = capabilities;
        this.machine = machine;
    }

    /**
     * Writes the value of {@code linux.seccomp}.
     *
     * @param capabilities those of the container, as {@code CAP_SYS_TIME}
     * @param architecture the machine, as uname(1) names it; of one that is not known only the common calls count
     */
    public static void write(JsonGenerator out, Collection<String> capabilities, String architecture)
            throws IOException {
        Seccomp seccomp = new Seccomp(capabilities, MACHINES.getOrDefault(architecture, OTHER));
        lines().forEach(seccomp::take);
        seccomp.write(out);
    }

    /** All that the value depends on. */
    static String dependsOn(Collection<String> capabilities, String architecture) {
        return architecture + " " + String.join(" ", capabilities) + "\n" + text();
    }

    private static List<String> lines() {
        return text().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(Seccomp.class.getResourceAsStream("seccomp.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        Deque<String> words = new ArrayDeque<>(List.of(line.split(" ")));
        boolean fits = true;
        Integer error = null;
        List<String> conditions = new ArrayList<>();
        boolean isRule = true;
        while (isRule) {
            switch (words.element()) {
                case "on" -> fits &= second(words).equals(machine.name());
                case "with" -> fits &= capabilities.contains(second(words));
                case "without" -> fits &= !capabilities.contains(second(words));
                case "cap" -> error = capabilities.contains(second(words)) ? null : Integer.valueOf(NOT_ALLOWED);
                case "errno" -> error = Integer.valueOf(second(words));
                case "allow" -> words.remove();
                case "when" -> {
                    words.remove();
                    while (words.element().indexOf('=') > 0) {
                        conditions.add(words.remove());
                    }
                }
                default -> isRule = false;
            }
        }
        if (fits) {
            Rule rule = new Rule(error, conditions, new ArrayList<>());
            rules.computeIfAbsent(error + " " + String.join(" ", conditions), key -> rule)
                    .calls()
                    .addAll(words);
        }
    }

    private static String second(Deque<String> words) {
        words.remove();
        return words.remove();
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("defaultAction", "SCMP_ACT_ERRNO");
        out.writeNumberField("defaultErrnoRet", NOT_THERE);
        if (!machine.architectures().isEmpty()) {
            array(out, "architectures", machine.architectures());
        }
        out.writeArrayFieldStart("syscalls");
        for (Rule rule : rules.values()) {
            out.writeStartObject();
            array(out, "names", rule.calls());
            Integer error = rule.error();
            out.writeStringField("action", error == null ? "SCMP_ACT_ALLOW" : "SCMP_ACT_ERRNO");
            if (error != null) {
                out.writeNumberField("errnoRet", error);
            }
            if (!rule.conditions().isEmpty()) {
                out.writeArrayFieldStart("args");
                for (String condition : rule.conditions()) {
                    condition(out, condition);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** {@code 0=16}: the argument, and what it is or, with an exclamation mark, is not. */
    private static void condition(JsonGenerator out, String condition) throws IOException {
        boolean not = condition.contains("!");
        String[] sides = condition.split("!?=");
        out.writeStartObject();
        out.writeNumberField("index", Integer.parseInt(sides[0]));
        out.writeNumberField("value", Long.parseLong(sides[1]));
        out.writeStringField("op", not ? "SCMP_CMP_NE" : "SCMP_CMP_EQ");
        out.writeEndObject();
    }

    private static void array(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
