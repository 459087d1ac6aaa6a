package org.jzones.image;

import java.util.Optional;

/**
 * What a document of an image says of another part of it.
 *
 * @param type what it is
 * @param size in bytes
 * @param platform of a system, if it says for which it is
 * @param name by which people know it
 * @param isAttached whether it is about another part only, and no system
 */
record Descriptor(
        String type, Digest digest, long size, Optional<Platform> platform, Optional<String> name, boolean isAttached) {
    static Descriptor of(ImageJson json) {
        Optional<ImageJson> notes = json.object("annotations");
        return new Descriptor(
                json.text("mediaType").orElse(""),
                Digest.parse(json.require("digest"), json.shown()),
                json.size("size"),
                json.object("platform").map(ImageConfig::platform),
                notes.flatMap(of -> of.text("org.opencontainers.image.ref.name")),
                notes.flatMap(of -> of.text("vnd.docker.reference.type")).isPresent());
    }
}
