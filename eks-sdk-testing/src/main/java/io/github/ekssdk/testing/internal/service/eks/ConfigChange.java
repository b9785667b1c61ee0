package io.github.ekssdk.testing.internal.service.eks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/**
 * One change that an update makes.
 *
 * @param effect makes the change, once the update has come to its end
 * @param obstacle what keeps the update from coming to a good end, looked for when it is about to
 */
record ConfigChange(
        UpdateType type, List<UpdateParam> params, Runnable effect, Supplier<Optional<ErrorDetail>> obstacle) {
    ConfigChange(UpdateType type, List<UpdateParam> params, Runnable effect) {
        this(type, params, effect, Optional::empty);
    }

    static ConfigChange of(UpdateType type, Runnable effect, UpdateParam... params) {
        return new ConfigChange(type, Arrays.asList(params), effect);
    }

    static UpdateParam param(UpdateParamType type, Object value) {
        return UpdateParam.builder().type(type).value(String.valueOf(value)).build();
    }
}
