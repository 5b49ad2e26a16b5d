package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.KillSwitch;

/** A kill switch and the flag that it holds off. */
public record Standing(String flag, KillSwitch killSwitch) {}
