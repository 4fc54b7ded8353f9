#pragma once

#include <frameio/frameio.hpp>

#include "render_queue.hpp"

/// The app, whose handlers feed the queue; it outlives them.
frameio::app make_app(render_queue& queue);
