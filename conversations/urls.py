"""Addresses of the chat API."""

from django.urls import path

from .api.conversation import Conversations, OneConversation
from .api.messages import MessageFeedback, Messages

urlpatterns = [
    path("chat/conversations", Conversations.as_view()),
    path("chat/conversations/<str:conversation_id>", OneConversation.as_view()),
    path("chat/conversations/<str:conversation_id>/messages", Messages.as_view()),
    path("chat/conversations/<str:conversation_id>/messages/<uuid:message_id>/feedback", MessageFeedback.as_view()),
]
