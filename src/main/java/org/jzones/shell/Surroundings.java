package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.model.ConfigView;
import org.jzones.model.Problem;

/** What a session needs of the world around it; it knows no terminal itself. */
public interface Surroundings {
    /** Shows lines that were asked for. */
    void show(List<String> lines);

    /** Shows a configuration, or what was asked for of it, to programs. */
    void showJson(ConfigView view);

    /** Shows programs why they cannot be shown that; people are told besides. */
    void showJson(List<Problem> problems);

    /** Tells what is not an error but should be known. */
    void warn(Problem problem);

    /** Asks a yes-or-no question; empty if nobody is there to answer. */
    Optional<Boolean> ask(Problem question);

    /** How many columns a line of help may have at most; no more than anybody likes to read. */
    int columns();

    /** Writes a file of the user's. @throws org.jzones.model.Failure if that fails */
    void save(String file, List<String> lines);
}
