package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.model.ConfigView;
import org.jzones.model.Problem;

/** The surroundings of a session that nobody watches. */
final class NobodyThere implements Surroundings {
    @Override
    public void show(List<String> lines) {
        // nobody looks
    }

    @Override
    public void showJson(ConfigView view) {
        // nobody looks
    }

    @Override
    public void showJson(List<Problem> problems) {
        // nobody looks
    }

    @Override
    public void warn(Problem problem) {
        // nobody hears
    }

    @Override
    public Optional<Boolean> ask(Problem question) {
        return Optional.empty();
    }

    @Override
    public int columns() {
        return HelpText.WIDTH;
    }

    @Override
    public void save(String file, List<String> lines) {
        throw new AssertionError("nothing is saved here");
    }
}
