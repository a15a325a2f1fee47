// Compiled once per test binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "precompiled.h"
