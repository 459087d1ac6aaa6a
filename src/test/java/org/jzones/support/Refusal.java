package org.jzones.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.jzones.support.TestHost.Result;

/** What every refused command has in common: status 1, one problem with at most one line of advice, nothing changed. */
public final class Refusal {
    private Refusal() {}

    /**
     * Runs the command and checks that it is refused.
     *
     * @param told texts that have to be in the line that tells the problem: the file or zone, and the cause
     */
    public static void of(TestHost host, Supplier<Result> command, String... told) {
        Snapshot before = Snapshot.of(host);
        Result result = command.get();
        assertEquals(List.of(), Snapshot.of(host).changesSince(before), result.toString());
        assertEquals(1, result.status(), result.toString());
        assertEquals("", result.out(), "standard output");
        assertOneProblem(result.err(), told);
    }

    /** One line that tells these things, and at most one more, indented, of advice. */
    public static void assertOneProblem(String err, String... told) {
        assertNoTrace(err);
        List<String> lines = err.lines().toList();
        assertTrue(lines.size() == 1 || lines.size() == 2, err);
        assertTrue(lines.size() == 1 || lines.get(1).startsWith("  "), err);
        for (String text : told) {
            assertTrue(lines.get(0).contains(text), "'" + text + "' is not told in: " + lines.get(0));
        }
    }

    /** No stack trace, and no name of a class of Java. */
    public static void assertNoTrace(String output) {
        assertFalse(
                output.contains("at org.jzones")
                        || output.contains("java.")
                        || output.contains("com.ctc")
                        || output.contains("Exception"),
                output);
        assertFalse(output.contains("fault in jzones"), output);
    }
}
