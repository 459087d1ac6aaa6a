package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.shell.Value.Assignment;

/** One command of the language, its words not yet looked up in any scope (spec 2.3). */
public sealed interface Statement {
    /** Where a new configuration comes from. */
    sealed interface Source {
        /** The default template. */
        record Default() implements Source {}

        /** Nothing. */
        record Blank() implements Source {}

        /** Another zone or a template. */
        record Template(String name) implements Source {}

        /** The manifest of a detached zone. */
        record Detached(String path) implements Source {}
    }

    /** {@code create}. */
    record Create(Source source, boolean force) implements Statement {}

    /** {@code add RESOURCE}, or with a value {@code add PROPERTY VALUE}. */
    record Add(String word, Optional<Value> value) implements Statement {}

    /** {@code select}. */
    record Select(String resource, List<Assignment> filters) implements Statement {}

    /** {@code set}. */
    record SetProperty(String property, Value value) implements Statement {}

    /** {@code clear}. */
    record Clear(String property) implements Statement {}

    /** {@code remove RESOURCE}, or with a value {@code remove PROPERTY VALUE}. */
    record Remove(String word, List<Assignment> filters, Optional<Value> value, boolean force) implements Statement {}

    /** {@code info}. */
    record Info(Optional<String> word, List<Assignment> filters, boolean json) implements Statement {}

    /** {@code end}. */
    record End() implements Statement {}

    /** {@code cancel}. */
    record Cancel() implements Statement {}

    /** {@code verify}. */
    record Verify() implements Statement {}

    /** {@code commit}. */
    record Commit(boolean force) implements Statement {}

    /** {@code revert}. */
    record Revert(boolean force) implements Statement {}

    /** {@code delete}. */
    record Delete(boolean force) implements Statement {}

    /** {@code export}. */
    record Export(Optional<String> file) implements Statement {}

    /** {@code exit}. */
    record Exit(boolean force) implements Statement {}

    /** {@code help}, or any command with {@code -?}. */
    record Help(Optional<String> topic) implements Statement {}
}
