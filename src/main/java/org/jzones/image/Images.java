package org.jzones.image;

/** The images that there are in files, of whatever kind. */
public final class Images {
    private Images() {}

    /** The image that runs on such a machine. @throws org.jzones.model.Failure if there is not exactly one */
    public static Image choose(ImageFiles files, Platform here) {
        return files.has(ImageFiles.INDEX) ? new LayoutImages(files).choose(here) : new SavedImages(files).choose(here);
    }
}
