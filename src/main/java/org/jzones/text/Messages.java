package org.jzones.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jzones.model.OneLine;
import org.jzones.model.Problem;

/** Problems as sentences, from {@code messages.properties}; read only when there is something to say. */
public final class Messages {
    private static final String FILE = "messages.properties";

    private final Properties sentences;

    public Messages() {
        this.sentences = load();
    }

    /** The sentence, on one line whatever the details hold. */
    public String sentence(Problem problem, String zone) {
        String name = problem.message().name();
        String pattern = Objects.requireNonNull(sentences.getProperty(name), () -> "no sentence for " + name);
        return fill(pattern, problem.details(), zone);
    }

    /** What to do next, where that is known. */
    public Optional<String> advice(Problem problem, String zone) {
        return Optional.ofNullable(sentences.getProperty(problem.message().name() + ".advice"))
                .map(pattern -> fill(pattern, problem.details(), zone));
    }

    /** Prefix and sentence of each problem, each followed by its advice, which is not repeated. */
    public List<String> lines(List<Problem> problems, String prefix, String zone) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            lines.add(OneLine.of(prefix) + sentence(problem, zone));
            Optional<String> advice = advice(problem, zone);
            boolean repeated = i + 1 < problems.size() && advice.equals(advice(problems.get(i + 1), zone));
            if (!repeated) {
                advice.ifPresent(text -> lines.add("  " + text));
            }
        }
        return lines;
    }

    private static String fill(String pattern, List<String> details, String zone) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('{', at);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(pattern, at, open);
            String name = pattern.substring(open + 1, close);
            text.append(name.equals("zone") ? OneLine.of(zone) : OneLine.of(details.get(Integer.parseInt(name))));
            at = close + 1;
        }
        return text.append(pattern.substring(at)).toString();
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(FILE);
                Reader reader = new InputStreamReader(Objects.requireNonNull(in, FILE), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + FILE, e);
        }
        return properties;
    }
}
