package org.jzones.model;

/**
 * How far a move to another machine has got. A step is written down before it is begun, and doing it again does no harm.
 */
public enum TransferStep {
    /** The bulk of its files is on the way, and the zone is here as it was. */
    BULK,
    /** The zone is let go of here. */
    DETACH,
    /** Its files are on the way. */
    COPY,
    /** It is being configured there. */
    CONFIGURE,
    /** The other machine has been asked to attach it: from here on only its answer counts. */
    ATTACH,
    /** It is attached there, and booted if that is wanted. */
    BOOT,
    /** It is being forgotten here. */
    SETTLE,
    /** It comes back: the other machine cannot attach it any more. */
    BACK,
    /** It is back; what is left on the other machine is to be removed. */
    CLEAN;

    /** True if the zone is on its way there, and that machine has not been asked to attach it. */
    public boolean isBeforeAttach() {
        return !isAsked() && !isReturning();
    }

    /** True if the other machine may have attached it, or will. */
    public boolean isAsked() {
        return this == ATTACH || this == BOOT || this == SETTLE;
    }

    /** True if the zone is on its way back, or is back. */
    public boolean isReturning() {
        return this == BACK || this == CLEAN;
    }
}
