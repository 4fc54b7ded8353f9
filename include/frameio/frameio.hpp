#pragma once

/// @file
/// Everything that an app includes.

#include <frameio/api/all.hpp>
#include <frameio/app.hpp>
#include <frameio/clock.hpp>
#include <frameio/context.hpp>
#include <frameio/delivery.hpp>
#include <frameio/error.hpp>
#include <frameio/events.hpp>
#include <frameio/form_answer.hpp>
#include <frameio/handlers.hpp>
#include <frameio/http.hpp>
#include <frameio/install.hpp>
#include <frameio/log.hpp>
#include <frameio/responses.hpp>
#include <frameio/server.hpp>
#include <frameio/signature.hpp>
#include <frameio/stored_events.hpp>
#include <frameio/version.hpp>
