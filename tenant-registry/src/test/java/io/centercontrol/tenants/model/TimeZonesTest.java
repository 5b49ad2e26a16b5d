package io.centercontrol.tenants.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/Argentina/Buenos_Aires",
                "Etc/GMT+12",
                "UTC",
                "EST",
                "MST",
                "HST",
                "EST5EDT",
                "GMT+0",
                "GMT-0",
                "GMT0",
                "ROC",
                "ROK",
                "US/Pacific"
            })
    void names_of_iana(String name) {
        assertThat(TimeZones.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SystemV/AST4",
                "SystemV/EST5EDT",
                "PST",
                "IST",
                "Z",
                "UTC+1",
                "+01:00",
                "GMT+1",
                "europe/berlin",
                "Mars",
                ""
            })
    void what_is_none(String name) {
        assertThat(TimeZones.isName(name)).isFalse();
    }
}
