#pragma once

#include <frameio/frameio.hpp>

/// The app, with all its handlers: for `main`, and for its test.
frameio::app make_app();
