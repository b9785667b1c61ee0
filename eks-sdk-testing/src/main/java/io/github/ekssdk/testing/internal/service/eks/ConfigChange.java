package io.github.ekssdk.testing.internal.service.eks;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/**
 * One change that an update makes.
 *
 * @param effect makes the change, once the update has come to its end
 */
record ConfigChange(UpdateType type, List<UpdateParam> params, Runnable effect) {
    static ConfigChange of(UpdateType type, Runnable effect, UpdateParam... params) {
        return new ConfigChange(type, Arrays.asList(params), effect);
    }

    static UpdateParam param(UpdateParamType type, Object value) {
        return UpdateParam.builder().type(type).value(String.valueOf(value)).build();
    }
}
