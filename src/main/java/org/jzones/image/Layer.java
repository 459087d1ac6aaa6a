package org.jzones.image;

import java.util.Optional;

/**
 * A layer of an image: a tar archive, as it is or compressed.
 *
 * @param shown the layer for people
 * @param file its name among the files of the image
 * @param blob what it is known by as it is, if anything but its name says so
 * @param sum that of its bytes before they were compressed
 */
record Layer(String shown, String file, Optional<Descriptor> blob, Digest sum) {}
