package org.jzones.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.model.ConfigView;
import org.jzones.model.FileNames;
import org.jzones.model.Problem;
import org.jzones.shell.HelpText;
import org.jzones.shell.Surroundings;
import org.jzones.text.ConfigJson;
import org.jzones.text.JsonReport;

/** A zonecfg session's world: the console, and files of the user's. */
final class ConsoleSurroundings implements Surroundings {
    private final Console console;
    private final String zone;

    ConsoleSurroundings(Console console, String zone) {
        this.console = console;
        this.zone = zone;
    }

    @Override
    public void show(List<String> lines) {
        console.show(lines);
    }

    @Override
    public void showJson(ConfigView view) {
        console.show(List.of(ConfigJson.info(view)));
    }

    @Override
    public void showJson(List<Problem> problems) {
        console.show(List.of(JsonReport.error("info", zone, problems, console.messages())));
    }

    @Override
    public void warn(Problem problem) {
        console.tell(problem, Arguments.prefix("zonecfg", Optional.of(zone)), zone);
    }

    @Override
    public Optional<Boolean> ask(Problem question) {
        return console.ask(question, zone);
    }

    @Override
    public int columns() {
        return console.width() == 0 ? HelpText.WIDTH : Math.min(HelpText.WIDTH, console.width());
    }

    @Override
    public void save(String file, List<String> lines) {
        try {
            Files.write(FileNames.path(file), lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileTrouble.writing(file, e);
        }
    }
}
