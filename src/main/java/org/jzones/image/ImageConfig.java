package org.jzones.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What an image says of how a system made of it is run.
 *
 * @param platform what it runs on
 * @param sums one a layer, of its bytes before they were compressed
 * @param command the first program with its arguments; empty if it names none
 * @param environment each {@code NAME=VALUE}, or so it should be
 * @param directory where the first program begins
 * @param user whose the first program is
 * @param stopSignal what asks the first program to end
 */
public record ImageConfig(
        Platform platform,
        List<Digest> sums,
        List<String> command,
        List<String> environment,
        Optional<String> directory,
        Optional<String> user,
        Optional<String> stopSignal) {
    /** Each becomes an attr of the zone. */
    private static final int MOST_VARIABLES = 1000;

    public ImageConfig {
        sums = List.copyOf(sums);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    static ImageConfig read(byte[] bytes, String shown) {
        ImageJson json = ImageJson.object(bytes, shown);
        ImageJson layers = json.object("rootfs")
                .orElseThrow(() -> Failure.of(Message.IMAGE_JSON, shown, "'rootfs' has to be an object"));
        List<Digest> sums = layers.texts("diff_ids").stream()
                .map(text -> Digest.parse(text, shown))
                .toList();
        Optional<ImageJson> run = json.object("config");
        List<String> command = new ArrayList<>();
        run.ifPresent(of -> command.addAll(of.texts("Entrypoint")));
        run.ifPresent(of -> command.addAll(of.texts("Cmd")));
        List<String> environment = run.map(of -> of.texts("Env")).orElse(List.of());
        if (environment.size() > MOST_VARIABLES) {
            throw Failure.of(Message.IMAGE_JSON, shown, "'Env' has more than " + MOST_VARIABLES + " variables");
        }
        return new ImageConfig(
                platform(json),
                sums,
                command,
                environment,
                run.flatMap(of -> of.text("WorkingDir")),
                run.flatMap(of -> of.text("User")),
                run.flatMap(of -> of.text("StopSignal")));
    }

    static Platform platform(ImageJson json) {
        return new Platform(
                json.text("os").orElse("unknown"),
                json.text("architecture").orElse("unknown"),
                json.text("variant").orElse(""));
    }
}
