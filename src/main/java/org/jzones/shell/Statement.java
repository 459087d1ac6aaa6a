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

    /** The command that it is. */
    CommandWord command();

    /** True with {@code -F}. */
    default boolean force() {
        return false;
    }

    /** {@code end}, {@code cancel}, {@code verify}, {@code commit}, {@code revert}, {@code delete} or {@code exit}. */
    record Bare(CommandWord command, boolean force) implements Statement {}

    /** {@code create}. */
    record Create(Source source, boolean force) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.CREATE;
        }
    }

    /** {@code add RESOURCE}, or with a value {@code add PROPERTY VALUE}. */
    record Add(String word, Optional<Value> value) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.ADD;
        }
    }

    /** {@code select}. */
    record Select(String resource, List<Assignment> filters) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.SELECT;
        }
    }

    /** {@code set}. */
    record SetProperty(String property, Value value) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.SET;
        }
    }

    /** {@code clear}. */
    record Clear(String property) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.CLEAR;
        }
    }

    /** {@code remove RESOURCE}, or with a value {@code remove PROPERTY VALUE}. */
    record Remove(String word, List<Assignment> filters, Optional<Value> value, boolean force) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.REMOVE;
        }
    }

    /** {@code info}. */
    record Info(Optional<String> word, List<Assignment> filters, boolean json) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.INFO;
        }
    }

    /** {@code export}. */
    record Export(Optional<String> file) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.EXPORT;
        }
    }

    /** {@code help}, or any command with {@code -?}. */
    record Help(Optional<String> topic) implements Statement {
        @Override
        public CommandWord command() {
            return CommandWord.HELP;
        }
    }
}
